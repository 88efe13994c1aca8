import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isShippable } from '../helpers/build.ts';
import { catalog, faultNamed } from './catalog.ts';
import type { Fault } from './fault.ts';
import { publish } from './publish.ts';
import { holds, isAsItMust, type Row, runRound } from './round.ts';
import { mountDisk, type Servers, startServers } from './servers.ts';
import { type NotRun, summaryOf, tableOf } from './table.ts';

/**
 * `npm run faults -- [--fault NAME,...] [--seed N] [--full | --times N] [--publish] [--list]`: real daemons, Redis,
 * Postgres and the sandbox, people who write, and everything that can go wrong. Exits with 1 when a promise was
 * broken, or kept where a wall was taken down.
 */
const { values } = parseArgs({
  options: {
    fault: { type: 'string' },
    seed: { type: 'string', default: '1' },
    times: { type: 'string' },
    full: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const times = values.times === undefined ? null : Number(values.times);
if (!Number.isSafeInteger(seed) || !(times === null || (Number.isSafeInteger(times) && times > 0))) {
  console.error(
    'usage: npm run faults -- [--fault NAME,...] [--seed N] [--full | --times N] [--publish] [--list]',
  );
  process.exit(2);
}
if (values.list) {
  for (const { name, title } of catalog) console.log(`${name.padEnd(24)}${title}`);
  process.exit(0);
}

if (!isShippable()) {
  console.error('dist is older than the sources, and the daemons run from dist: npm run build');
  process.exit(2);
}

const smallDiskMegabytes = 400;
const chosen = choose(values.fault);
const rows: Row[] = [];
const notRun: NotRun[] = [];

await withServers(async (servers) => {
  for (const fault of chosen.filter(({ setup }) => !setup?.smallDisk)) await run(fault, servers);
});
for (const fault of chosen.filter(({ setup }) => setup?.smallDisk)) await runOnSmallDisk(fault);

const order = new Map(chosen.map((fault, index) => [fault, index]));
rows.sort((one, other) => (order.get(one.fault) ?? 0) - (order.get(other.fault) ?? 0));
console.log(`\n${tableOf(rows, notRun)}\n\n${summaryOf(rows)}`);
if (values.publish) console.log(`\nwritten: ${await publish(rows, notRun, seed)}`);
process.exit(rows.every(isAsItMust) ? 0 : 1);

async function run(fault: Fault, servers: Servers): Promise<void> {
  const wanted = times ?? (values.full ? fault.times.full : fault.times.quick);
  process.stdout.write(`${fault.name}, ${wanted} times ... `);
  const row = await runRound(servers, fault, { seed, times: wanted });
  rows.push(row);
  const word = holds(row) ? 'holds' : 'FAILS';
  console.log(
    `${word}${fault.mustFail ? ' (it must fail)' : ''}: ${row.updates} updates, longest wait ` +
      `${(row.longestWaitMs / 1_000).toFixed(1)} s, ${row.seconds.toFixed(0)} s in all`,
  );
  if (isAsItMust(row)) return;
  console.log(`  replay: npm run faults -- --fault ${fault.name} --seed ${seed} --times ${wanted}`);
  for (const problem of row.problems) console.log(`  ${problem.replaceAll('\n', '\n    ')}`);
}

async function withServers(use: (servers: Servers) => Promise<void>, directory?: string): Promise<void> {
  const servers = await startServers({ durable: true, ...(directory === undefined ? {} : { directory }) });
  try {
    await use(servers);
  } finally {
    await servers.stop();
  }
}

async function runOnSmallDisk(fault: Fault): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), 'spndr-disk-'));
  const disk = await mountDisk(path, smallDiskMegabytes);
  if (typeof disk === 'string') {
    console.log(`${fault.name}: not run: ${disk}`);
    notRun.push({ title: fault.title, reason: disk });
    return;
  }
  try {
    await withServers((servers) => run(fault, servers), disk.path);
  } finally {
    await disk.unmount();
    await rmdir(path);
  }
}

function choose(names: string | undefined): readonly Fault[] {
  if (names === undefined) return catalog;
  try {
    return names.split(',').map(faultNamed);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
