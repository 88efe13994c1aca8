import { readdirSync, readFileSync } from 'node:fs';
import { packageFile } from '../../src/ledger/storage/package-file.ts';

const cost = 'const cost = 12;';
const chunks = packageFile('dist/chunks/');
const hashing = readdirSync(chunks).filter((chunk) => readFileSync(chunks + chunk, 'utf8').includes(cost));
if (hashing.length === 0) throw new Error(`nothing in dist says '${cost}': what does a hash cost now?`);

/** Module hooks, which Node runs in a thread of its own. */
const hooks = `
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!${JSON.stringify(hashing)}.some((chunk) => url.endsWith('/' + chunk))) return loaded;
  return { ...loaded, source: String(loaded.source).replace('${cost}', 'const cost = 4;') };
}`;

const asModule = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`;

/**
 * Environment variables that make a daemon hash passwords at a low cost: for tests in which many people sign up and
 * that are not about passwords.
 */
export const quickHashing = {
  NODE_OPTIONS: `--import=${asModule(`import { register } from 'node:module'; register('${asModule(hooks).replaceAll("'", '%27')}');`)}`,
};
