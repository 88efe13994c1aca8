import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../test/simulation/scheduler.ts';
import { usageOf } from './figures.ts';
import { closedLoop, poisson } from './load.ts';
import { bytesPerPurchase, peopleOf, seedAccounts, seedPurchases } from './people.ts';
import { entries, only, type Script } from './script.ts';
import { type Stage, setUp } from './stage.ts';
import { fixed, type Table, whole } from './table.ts';

const scripts: Readonly<Record<string, Script>> = {
  entry: entries,
  '/show': only('/show'),
  '/month': only('/month'),
};

const sizes = [
  { name: '10 accounts, 1,000 purchases', accounts: 10, old: 0, others: 100 },
  { name: '1,000 accounts, 100,000 purchases', accounts: 1_000, old: 0, others: 100 },
  { name: '100,000 accounts, 1,100,000 purchases', accounts: 100_000, old: 100_000, others: 10 },
];

/**
 * The cost of a message for the first account of a small and of a large installation. In the largest, that account has
 * 100,000 old purchases, from before the last year and from before the million of the others. Within the last year it
 * has the same number in all sizes: bench/report.ts measures fuller months.
 */
export async function scale(stage: Stage): Promise<Table> {
  const rows: string[][] = [];
  for (const { name, accounts, old, others } of sizes) {
    const everybody = peopleOf(accounts);
    const [first = 0] = everybody;
    const rig = await setUp(stage, {
      mode: 'webhook',
      storage: 'servers',
      people: [first],
      seed: async (url, botId) => {
        await seedAccounts(url, botId, [first], old, { daysAgo: 365 });
        await seedAccounts(url, botId, everybody.slice(1), others);
        await seedPurchases(url, botId, [first], 100);
      },
    });
    const cells = [name];
    for (const script of Object.values(scripts)) {
      const load = { people: [first], script, warmUpSeconds: 4, seconds: 6 };
      const { p50 } = await closedLoop(rig.telegram, load);
      cells.push(fixed(p50, 2));
    }
    cells.push(whole(rig.databaseUrl === null ? Number.NaN : await bytesPerPurchase(rig.databaseUrl)));
    console.log(cells.join(' | '));
    rows.push(cells);
    await rig.strike();
  }
  const [smallest, , largest] = rows;
  const growth = [
    'ratio, largest to smallest',
    ...[1, 2, 3].map((at) => fixed(Number(largest?.[at]) / Number(smallest?.[at]), 2)),
    '',
  ];
  return {
    title: 'From 10 accounts to 100,000',
    note:
      'The median time to an answer, in milliseconds, for one person who writes again as soon as they are answered. They have 100 ' +
      'purchases in the last year and, in the largest size, 100,000 before that, older than everybody else’s.',
    head: ['', ...Object.keys(scripts), 'bytes a purchase'],
    rows: [...rows, growth],
  };
}

/** A daemon that is idle after having answered some entries. */
export async function idle(stage: Stage): Promise<Table> {
  const rows: string[][] = [];
  for (const [mode, storage] of [
    ['polling', 'servers'],
    ['webhook', 'servers'],
    ['polling', 'embedded'],
  ] as const) {
    const rig = await setUp(stage, { mode, storage, people: peopleOf(8) });
    await sleep(quietMs);
    const fresh = usageOf(rig.spndr.pids, { children: false });
    await poisson(rig.telegram, {
      people: peopleOf(8),
      script: entries,
      perSecond: 5,
      seconds: 5,
      random: randomOf(4),
    });
    await sleep(quietMs);
    const before = usageOf(rig.spndr.pids, { children: false });
    await sleep(idleSeconds * 1_000);
    const after = usageOf(rig.spndr.pids, { children: false });
    const wakeUps = (after.wakeUps - before.wakeUps) / idleSeconds;
    rows.push([
      `${mode}, ${storage}`,
      fixed(fresh.residentMiB),
      fixed(after.residentMiB),
      fixed(wakeUps),
      fixed(((after.cpuSeconds - before.cpuSeconds) / idleSeconds) * 100, 2),
    ]);
    console.log(rows.at(-1)?.join(' | '));
    await rig.strike();
  }
  return {
    title: 'Idle',
    note: `Wake-ups are voluntary context switches of all the daemon’s threads, over ${idleSeconds} s.`,
    head: ['', 'RSS MiB after the start', 'RSS MiB after some entries', 'wake-ups/s', 'CPU %'],
    rows,
  };
}

const idleSeconds = 20;
/** By then garbage was collected: see src/daemon/process/memory.ts. */
const quietMs = 35_000;

const randomOf = (seed: number) => {
  const random = createRandom(seed);
  return () => random.next();
};
