import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/ledger/storage/package-file.ts';

const root = new URL('../../', import.meta.url);

/** Path of the compiled command. */
export const compiledSpndr = packageFile('dist/bin/spndr.js');

/** Vitest's global set-up: the CLI is tested as shipped, so dist must match the sources. */
export default function build(): void {
  if (isFresh() && existsSync(new URL('man/spndr.1', root))) return;
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root));
  // tsc writes dist in spite of type errors, which `npm run check` reports
  spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'ignore' });
  if (!isFresh()) throw new Error('dist cannot be built: see npm run build');
  spawnSync('npm', ['run', '--silent', 'manual'], { cwd: root, stdio: 'ignore' });
}

/** Whether dist is newer than every source. */
function isFresh(): boolean {
  const compiledAt = statSync(compiledSpndr, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['bin', 'src'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file}`,
    ),
  );
  return sources
    .filter((file) => file.endsWith('.ts'))
    .every((file) => statSync(new URL(file, root)).mtimeMs <= compiledAt);
}
