import { type Figures, median } from './figures.ts';
import { closedLoop } from './load.ts';
import { peopleOf } from './people.ts';
import { dialogues, entries, only, type Script } from './script.ts';
import { type Cost, countUsage, type RigOptions, type Stage, setUp } from './stage.ts';
import { startBot } from './subjects.ts';
import { fixed, type Table, whole } from './table.ts';
import { startTelegram } from './telegram-process.ts';

export interface Effort {
  /** How often each subject is measured, taking turns. */
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

type Measured = Figures & Cost;
type Measure = () => Promise<Measured>;

const chats = 64;
const people = peopleOf(chats);
/** One /month, and so one picture, in five dialogues of sixteen lines. */
const usualScript = dialogues(5);

async function echo(
  name: 'grammy' | 'node-telegram-bot-api' | 'durable',
  effort: Effort,
  delayMs: number,
  postgres?: { readonly url: string; readonly pid: number },
): Promise<Measured> {
  const telegram = await startTelegram();
  await telegram.people(people);
  await telegram.delay(delayMs);
  const bot = await startBot(name, telegram, postgres?.url);
  let ended: (answered: number) => Cost = () => ({ cpuMs: {}, residentMiB: {} });
  const onMeasuring = () => {
    ended = countUsage({
      bot: { pids: bot.pids },
      ...(postgres ? { postgres: { pids: [postgres.pid], children: true } } : {}),
      telegram: { pids: [telegram.pid] },
      load: { pids: [process.pid] },
    });
  };
  const figures = await closedLoop(telegram, { ...effort, people, script: usualScript, onMeasuring });
  const cost = ended(figures.answered);
  await bot.stop();
  await telegram.stop();
  return { ...figures, ...cost };
}

/** An echo bot that marks, records and commits before it answers: see `bots/durable.ts`. */
async function least(stage: Stage, effort: Effort): Promise<Measured> {
  const url = await stage.freshDatabase();
  return echo('durable', effort, 0, { url, pid: stage.postgres.pid });
}

async function spndr(
  stage: Stage,
  effort: Effort,
  options: Pick<RigOptions, 'mode' | 'storage' | 'daemons'>,
  delayMs = 0,
  script: Script = usualScript,
): Promise<Measured> {
  const rig = await setUp(stage, { ...options, people });
  await rig.telegram.delay(delayMs);
  let ended: (answered: number) => Cost = () => ({ cpuMs: {}, residentMiB: {} });
  const onMeasuring = () => {
    ended = countUsage(rig.processes);
  };
  const figures = await closedLoop(rig.telegram, { ...effort, people, script, onMeasuring });
  const cost = ended(figures.answered);
  await rig.strike();
  return { ...figures, ...cost };
}

/** Measures the subjects in turns, so that other load on the machine affects all alike. */
async function inTurns(
  subjects: ReadonlyMap<string, Measure>,
  rounds: number,
): Promise<Map<string, Measured[]>> {
  const measured = new Map<string, Measured[]>([...subjects.keys()].map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1)
    for (const [name, measure] of subjects) {
      const one = await measure();
      console.log(`round ${round}: ${name}: ${whole(one.perSecond)}/s, p50 ${fixed(one.p50)} ms`);
      measured.get(name)?.push(one);
    }
  return measured;
}

/** The median of the per-round ratios. */
function ratio(one: readonly Measured[] = [], other: readonly Measured[] = []): number {
  return median(one.map(({ perSecond }, round) => perSecond / (other[round]?.perSecond ?? Number.NaN)));
}

function row(name: string, rounds: readonly Measured[], ratios: readonly number[]): string[] {
  const of = (pick: (measured: Measured) => number) => median(rounds.map(pick));
  const [first] = rounds;
  const costs = Object.keys(first?.cpuMs ?? {})
    .map(
      (process) =>
        `${process} ${fixed(
          of(({ cpuMs }) => cpuMs[process] ?? 0),
          2,
        )}`,
    )
    .join(', ');
  return [
    name,
    whole(of(({ perSecond }) => perSecond)),
    fixed(of(({ p50 }) => p50)),
    fixed(of(({ p95 }) => p95)),
    fixed(of(({ p99 }) => p99)),
    ...ratios.map((value) => fixed(value, 2)),
    costs,
    whole(of(({ residentMiB }) => residentMiB.spndr ?? residentMiB.bot ?? Number.NaN)),
  ];
}

const columns = ['updates/s', 'p50 ms', 'p95 ms', 'p99 ms'];
const costColumns = ['CPU ms an update, by process', 'RSS MiB'];

/** The whole path compared with the simplest bots, with the Bot API on this machine and 40 ms away. */
export async function wholePath(stage: Stage, effort: Effort): Promise<Table[]> {
  const near = await inTurns(
    new Map<string, Measure>([
      ['echo bot on grammY', () => echo('grammy', effort, 0)],
      ['echo bot on node-telegram-bot-api', () => echo('node-telegram-bot-api', effort, 0)],
      ['minimal bot that commits first', () => least(stage, effort)],
      ['spndr, webhook', () => spndr(stage, effort, { mode: 'webhook', storage: 'servers' })],
      ['spndr, polling', () => spndr(stage, effort, { mode: 'polling', storage: 'servers' })],
      ['spndr, webhook, embedded', () => spndr(stage, effort, { mode: 'webhook', storage: 'embedded' })],
      ['two spndr, webhook', () => spndr(stage, effort, { mode: 'webhook', storage: 'servers', daemons: 2 })],
    ]),
    effort.rounds,
  );
  const grammy = near.get('echo bot on grammY');
  const other = near.get('echo bot on node-telegram-bot-api');
  const webhook = near.get('spndr, webhook');
  const far = await inTurns(
    new Map<string, Measure>([
      ['echo bot on grammY', () => echo('grammy', effort, awayMs)],
      ['spndr, webhook', () => spndr(stage, effort, { mode: 'webhook', storage: 'servers' }, awayMs)],
      ['spndr, polling', () => spndr(stage, effort, { mode: 'polling', storage: 'servers' }, awayMs)],
    ]),
    effort.rounds,
  );
  return [
    {
      title: 'The whole path, 64 chats, the Bot API on this machine',
      note:
        'Everybody writes whole dialogues and waits for each answer (/new and its four answers, ten one-line entries, /show ' +
        'or, once in five, /month with its picture). Medians of the rounds; ratios are medians of the rounds’ own ratios.',
      head: ['', ...columns, '× grammY', '× n-t-b-a', '× webhook', ...costColumns],
      rows: [...near].map(([name, rounds]) =>
        row(name, rounds, [ratio(rounds, grammy), ratio(rounds, other), ratio(rounds, webhook)]),
      ),
    },
    {
      title: `The same with the Bot API ${awayMs} ms away`,
      note: 'As in real life: each message sent takes 40 ms longer.',
      head: ['', ...columns, '× grammY', ...costColumns],
      rows: [...far].map(([name, rounds]) =>
        row(name, rounds, [ratio(rounds, far.get('echo bot on grammY'))]),
      ),
    },
  ];
}

const awayMs = 40;

/** The throughput of each kind of message by itself. */
export async function byKind(stage: Stage, effort: Effort): Promise<Table> {
  const kinds = new Map<string, Script>([
    ['one-line entries', entries],
    ['/new and its four answers', newOnly],
    ['/show', only('/show')],
    ['/month, with its picture', only('/month')],
  ]);
  const rows: string[][] = [];
  for (const [name, script] of kinds) {
    const measured = await spndr(stage, effort, { mode: 'webhook', storage: 'servers' }, 0, script);
    console.log(`${name}: ${whole(measured.perSecond)}/s`);
    rows.push(row(name, [measured], []));
  }
  return {
    title: 'By kind of message',
    note: 'As above (webhook, PostgreSQL and Redis), but everybody writes the same kind.',
    head: ['', ...columns, ...costColumns],
    rows,
  };
}

const newOnly: Script = (person) => {
  const lines = dialogues(1_000)(person);
  return (function* () {
    for (let line = lines.next().value, count = 0; ; line = lines.next().value, count += 1)
      if (count % 16 < 5) yield line;
  })();
};
