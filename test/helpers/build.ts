import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { packageFile } from '../../src/ledger/storage/package-file.ts';

/** Path of the command as it ships. */
export const shippedSpndr = packageFile('dist/bin/spndr.js');

/**
 * Vitest's global set-up: processes are tested as they ship, from dist, and modules as they are compiled, in .build; both
 * must match the sources.
 */
export default function build(): void {
  if (!isNewer('.build/bin/spndr.js'))
    // it compiles in spite of type errors, which `npm run check` reports
    run(process.execPath, packageFile('node_modules/typescript/bin/tsc'));
  if (!isShippable() || !existsSync(packageFile('man/spndr.1'))) run('npm', 'run', '--silent', 'build');
  if (!isNewer('.build/bin/spndr.js') || !isShippable())
    throw new Error('the sources cannot be built: see npm run build and npm run check');
}

/** Whether dist holds what the sources say. */
export function isShippable(): boolean {
  return isNewer('dist/bin/spndr.js');
}

/** Whether a file was written after the last change of a source. */
function isNewer(path: string): boolean {
  const writtenMs = statSync(packageFile(path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['bin', 'src', 'scripts']
    .flatMap((folder) =>
      readdirSync(packageFile(folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .filter((file) => /\.[jt]s$/.test(file))
    .every((file) => statSync(packageFile(file)).mtimeMs <= writtenMs);
}

function run(program: string, ...args: string[]): void {
  spawnSync(program, args, { cwd: packageFile('.'), stdio: 'ignore' });
}
