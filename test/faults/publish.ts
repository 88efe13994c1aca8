import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { packageFile } from '../../src/ledger/storage/package-file.ts';
import type { Row } from './round.ts';
import { type NotRun, summaryOf, tableOf } from './table.ts';

const begin = '<!-- faults: written by npm run faults, do not edit -->';
const end = '<!-- end of faults -->';

/** Writes the table into docs/RELIABILITY.md, between its markers; fulfils with the file's path. */
export async function publish(
  rows: readonly Row[],
  notRun: readonly NotRun[],
  seed: number,
): Promise<string> {
  const path = packageFile('docs/RELIABILITY.md');
  const text = await readFile(path, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has no place for the table: ${begin} ... ${end}`);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const about =
    `Commit ${await commit()}, seed ${seed}, ${availableParallelism()} cores, ${gigabytes} GB of memory, ` +
    `Node ${process.version}, Postgres with fsync on, ${new Date().toISOString().slice(0, 10)}.`;
  const section = [begin, about, tableOf(rows, notRun), summaryOf(rows), end].join('\n\n');
  await writeFile(path, text.slice(0, from) + section + text.slice(to + end.length));
  return path;
}

/** What the working tree is: a commit, and whether something was changed since. */
async function commit(): Promise<string> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: packageFile('.') })).stdout.trim();
  try {
    const hash = await git('rev-parse', '--short=12', 'HEAD');
    return (await git('status', '--porcelain', '--', 'bin', 'src', 'migrations')) === ''
      ? hash
      : `${hash} and changes`;
  } catch {
    return 'none yet';
  }
}
