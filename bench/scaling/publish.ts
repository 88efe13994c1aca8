import { readFile, writeFile } from 'node:fs/promises';
import { packageFile } from '../../src/ledger/storage/package-file.ts';

const begin = '<!-- scaling: written by node .build/bench/scaling.js --publish, do not edit -->';
const end = '<!-- end of scaling -->';

/** Writes the figures into docs/SCALING.md, between their markers; fulfils with the file's path. */
export async function publish(report: string): Promise<string> {
  const path = packageFile('docs/SCALING.md');
  const text = await readFile(path, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has no place for the figures: ${begin} ... ${end}`);
  await writeFile(path, `${text.slice(0, from)}${begin}\n\n${report}\n\n${text.slice(to)}`);
  return path;
}
