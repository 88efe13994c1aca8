/**
 * The whole job, measured from outside: from an update coming in, through an effect committed exactly once, to the
 * reply going out. With real daemons, Postgres and Redis, the strict local Bot API in a process of its own, and people
 * who write whole dialogues; for comparison, in the same run, the maximum of this machine and the simplest bots.
 *
 * `npm run bench` runs it; alone: `node .build/bench/path/run.js [--only NAME,...] [--rounds N] [--seconds N]
 * [--publish]`. `--publish` writes docs/PERFORMANCE.md. Parts: limits, whole, kinds, latency, beside, sign-up, burst,
 * scale, idle, start.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { packageFile } from '../../src/ledger/storage/package-file.ts';
import { beside, burst, latency, signUps } from './latency.ts';
import { limits, startUps } from './limits.ts';
import { idle, scale } from './scale.ts';
import { openStage, type Stage } from './stage.ts';
import { type Table, toMarkdown } from './table.ts';
import { byKind, wholePath } from './whole-path.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    publish: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const effort = { rounds: Number(values.rounds), seconds, warmUpSeconds: 20 };

const parts: Readonly<Record<string, (stage: Stage) => Promise<Table | readonly Table[]>>> = {
  limits: (stage) => limits(stage, Math.min(seconds, 5)),
  whole: (stage) => wholePath(stage, effort),
  kinds: (stage) => byKind(stage, effort),
  latency: (stage) => latency(stage, 3 * seconds),
  beside: (stage) => beside(stage, 2 * seconds),
  'sign-up': signUps,
  burst,
  scale,
  idle,
  start: startUps,
};

const wanted = values.only?.split(',') ?? Object.keys(parts);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`there is no part ${unknown.join(', ')}; there is ${Object.keys(parts).join(', ')}`);

const stage = await openStage();
const tables: Table[] = [];
try {
  for (const name of wanted) {
    console.log(`\n== ${name}`);
    const measured = await parts[name]?.(stage);
    if (measured) tables.push(...[measured].flat());
  }
} finally {
  await stage.close();
}
const report = tables.map(toMarkdown).join('\n');
console.log(`\n${report}`);
if (values.publish) await publish(report);

/** Writes the report between its marks in docs/PERFORMANCE.md. */
async function publish(text: string): Promise<void> {
  const path = packageFile('docs/PERFORMANCE.md');
  const page = await readFile(path, 'utf8');
  const [begin, end] = ['<!-- bench: written by npm run bench, do not edit -->', '<!-- end of bench -->'];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${path} has lost its marks`);
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB`;
  const about = `Commit ${commit}, ${machine}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.`;
  await writeFile(path, `${before}${begin}\n\n${about}\n\n${text}\n${end}${after}`);
}
