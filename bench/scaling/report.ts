import { boundsOf } from './bounds.ts';
import { crowds, layouts, type Part, sendLimits } from './scenarios.ts';
import { type Outcome, simulate } from './simulate.ts';
import type { Costs } from './world.ts';

/** The assumed behaviour of accounts, and their disk space. */
interface People {
  readonly messagesADay: number;
  readonly purchasesAMessage: number;
  readonly peak: number;
  readonly bytesAPurchase: number;
}

const secondsADay = 86_400;
const seed = 1;
/** A simulation lasts as long as this many messages take, within these bounds. */
const messagesAPlay = 30_000;
const secondsAPlay = { least: 4, most: 60 } as const;

/** The figures of docs/SCALING.md as Markdown: the costs, what follows from them, and the simulation. */
export function reportOf(costs: Costs, people: People): string {
  const [million, hundredMillion] = [1e6, 1e8].map((accounts) => peakOf(accounts, people));
  const parts = [...layouts, ...crowds(million ?? 0, hundredMillion ?? 0)];
  return [
    '### The costs',
    costTable(costs, people),
    '### What follows from them',
    crowdTable(costs, people),
    '### The simulation',
    `Seed ${seed}. Offered: messages per second, arriving at random; carried: replies per second that arrive. In the first row of\n` +
      'a layout half as much again is offered as its scarcest part could carry, in the second 70 % of what the first carried. The\n' +
      'time runs from the message’s arrival at Telegram to that of its reply; under overload it keeps growing and is not given.',
    table(
      [
        'layout',
        'bots',
        'daemons',
        'nodes',
        'partitions',
        'offered/s',
        'carried/s',
        'p50 ms',
        'p99 ms',
        'busiest',
      ],
      parts.flatMap((part) => rowsOf(costs, part)),
    ),
  ].join('\n\n');
}

function peakOf(accounts: number, { messagesADay, peak }: People): number {
  return (accounts * messagesADay * peak) / secondsADay;
}

function costTable(costs: Costs, people: People): string {
  return table(
    ['what', 'figure'],
    [
      ['daemon, CPU per message', `${costs.daemonMs} ms`],
      ['Postgres, CPU per message', `${costs.postgresMs} ms`],
      ['Redis, CPU per message', `${costs.redisMs} ms`],
      ['a commit: one fsync, shared by all transactions waiting for it', `${costs.commitMs} ms`],
      [
        'fixed CPU cost of a batch: daemon, Postgres (estimated from batches of different sizes)',
        `${costs.turnDaemonMs}, ${costs.turnPostgresMs} ms`,
      ],
      ['finding an account’s node (estimated), CPU per message', `${costs.routingMs} ms`],
      ['disk space of a purchase and everything that belongs to it', `${whole(people.bytesAPurchase)} bytes`],
      ['assumed: messages per account and day', String(people.messagesADay)],
      ['assumed: share of them that are purchases', `${Math.round(people.purchasesAMessage * 100)} %`],
      ['assumed: the busiest second of a day, as a multiple of the average', String(people.peak)],
    ],
  );
}

function crowdTable(costs: Costs, people: People): string {
  const { usual, paid } = sendLimits;
  const crowd = [1e5, 1e6, 1e7, 1e8];
  const row = (what: string, of: (accounts: number) => string) => [what, ...crowd.map(of)];
  const peak = (accounts: number) => peakOf(accounts, people);
  const cores = (accounts: number, ms: number) => ((peak(accounts) * ms) / 1_000).toFixed(2);
  const bytesADay = people.messagesADay * people.purchasesAMessage * people.bytesAPurchase;
  const oneMachine =
    1_000 / Math.max(costs.daemonMs, (costs.daemonMs + costs.postgresMs + costs.redisMs) / 2);
  const accountsAt = (perSecond: number) => whole(round2(perSecond / peakOf(1, people)));
  return [
    table(
      ['accounts', '10⁵', '10⁶', '10⁷', '10⁸'],
      [
        row('messages a second, on average', (accounts) => short(peak(accounts) / people.peak)),
        row('in the busiest second', (accounts) => short(peak(accounts))),
        row('cores for daemons then', (accounts) => cores(accounts, costs.daemonMs)),
        row('cores for Postgres then', (accounts) => cores(accounts, costs.postgresMs)),
        row('cores for Redis then', (accounts) => cores(accounts, costs.redisMs)),
        row(`bots that send ${usual} replies a second`, (accounts) =>
          whole(Math.ceil(peak(accounts) / usual)),
        ),
        row(`bots that send ${whole(paid)} replies a second`, (accounts) =>
          whole(Math.ceil(peak(accounts) / paid)),
        ),
        row('disk space, per day', (accounts) => bytes(accounts * bytesADay)),
        row('disk space, per year', (accounts) => bytes(365 * accounts * bytesADay)),
      ],
    ),
    `By CPU alone, disregarding the disk, one machine of 2 cores carries at most ${whole(oneMachine)} messages a second ` +
      `(${accountsAt(oneMachine)} accounts),\none daemon with a core of its own ${whole(1_000 / costs.daemonMs)} ` +
      `(${accountsAt(1_000 / costs.daemonMs)}). One bot serves ${accountsAt(usual)} accounts with ${usual} replies a second,\n` +
      `${accountsAt(paid)} with ${whole(paid)}.`,
  ].join('\n\n');
}

function rowsOf(costs: Costs, { what, scenario, perSecond }: Part): readonly (readonly string[])[] {
  const play = (offered: number) => {
    const seconds = Math.min(secondsAPlay.most, Math.max(secondsAPlay.least, messagesAPlay / offered));
    return simulate(costs, scenario, { perSecond: offered, seconds, seed });
  };
  const { bots, daemonsPerBot, nodes, partitions } = scenario;
  const layout = [bots, bots * daemonsPerBot, nodes, partitions].map(String);
  const row = (name: string, outcome: Outcome) => [name, ...layout, ...figuresOf(outcome)];
  if (perSecond !== null) return [row(what, play(perSecond))];
  const most = play((boundsOf(costs, scenario)[0]?.perSecond ?? 0) * 1.5);
  return [row(what, most), row('', play(most.carried * 0.7))];
}

function figuresOf({ offered, carried, p50Ms, p99Ms, busy }: Outcome): readonly string[] {
  const keepsUp = carried > offered * 0.97;
  const [first, second] = busy;
  // under overload, all updates allowed are in hand; what keeps them there is more telling
  const busiest = keepsUp || first?.what !== 'updates in hand' ? first : second;
  const share = Math.round((busiest?.share ?? 0) * 100);
  const waits = !keepsUp && share < 85 ? ': batches wait for each other' : '';
  const times = keepsUp ? [p50Ms, p99Ms].map((ms) => ms.toFixed(1)) : ['–', '–'];
  return [short(offered), short(carried), ...times, `${busiest?.what} ${share} %${waits}`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

const whole = (number: number) => Math.round(number).toLocaleString('en');
const short = (number: number) => (number < 10 ? number.toFixed(1) : whole(number));
/** Rounded to two significant digits. */
const round2 = (number: number) => Number(number.toPrecision(2));

function bytes(count: number): string {
  const units = ['MB', 'GB', 'TB', 'PB'];
  let size = count / 1e6;
  let unit = 0;
  for (; size >= 1_000 && unit < units.length - 1; unit += 1) size /= 1_000;
  return `${size < 10 ? size.toFixed(1) : whole(size)} ${units[unit]}`;
}
