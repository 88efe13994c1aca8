/** Module hooks, which Node runs in a thread of its own. */
const hooks = `
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!/\\/password-hash-[^/]+$/.test(url)) return loaded;
  const source = String(loaded.source).replace('const cost = 12;', 'const cost = 4;');
  if (source === String(loaded.source) && source.includes('genSalt'))
    throw new Error('the cost of a hash stands elsewhere now');
  return { ...loaded, source };
}`;

const asModule = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`;

/**
 * Environment variables that make a daemon hash passwords at a low cost: for tests in which many people sign up and
 * that are not about passwords.
 */
export const quickHashing = {
  NODE_OPTIONS: `--import=${asModule(`import { register } from 'node:module'; register('${asModule(hooks).replaceAll("'", '%27')}');`)}`,
};
