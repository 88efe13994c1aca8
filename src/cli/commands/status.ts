import { setTimeout as delay } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { partitionCount } from '../../daemon/buffer/buffer.ts';
import type { Database } from '../../ledger/storage/database.ts';
import {
  aliveMs,
  countBuffered,
  countWaiting,
  type DaemonRow,
  listDaemons,
  type Waiting,
} from '../../ledger/updates/daemons.ts';
import { age } from '../age.ts';
import { countOf } from '../count.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { listenForSignals } from '../signals.ts';

interface StatusOptions {
  watch?: boolean;
  every: number;
  json?: boolean;
}

/** Adds `spndr status`. */
export function define(program: Command, io: CommandIo): void {
  const status = program
    .command('status')
    .description('show the daemons that run, how fast they are, and what waits')
    .option('--watch', 'show it again and again until Ctrl-C')
    .option('--every <seconds>', 'how often, with --watch', readSeconds, 2)
    .option('--json', 'print JSON; with --watch one line each time')
    .action((options: StatusOptions) => run(io, options));
  examples(status, [
    ['spndr status'],
    ['spndr status --watch', 'a live view'],
    ["spndr status --json | jq '.daemons[].p99Ms'"],
  ]);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,4}(\.\d)?$/.test(text) && seconds > 0) return seconds;
  throw new InvalidArgumentError('It must be a number of seconds above 0');
}

async function run(io: CommandIo, options: StatusOptions): Promise<void> {
  if (!options.watch) return withLedger(io, async (database) => show(io, await look(database), options));
  const signals = listenForSignals();
  const stop = AbortSignal.any([signals.stop, io.out.ended]);
  try {
    const watching = withLedger(io, async (database) => {
      while (!stop.aborted) {
        const status = await look(database);
        if (!options.json) io.out.page();
        await show(io, status, options);
        await delay(options.every * 1_000, undefined, { signal: stop }).catch(() => {});
      }
    });
    await Promise.race([watching, signals.forced]);
  } finally {
    signals.end();
  }
}

interface Status {
  readonly daemons: readonly DaemonRow[];
  /** Updates in each partition of the buffer, of all bots. */
  readonly backlog: readonly number[];
  readonly waiting: Waiting;
}

async function look(database: Database): Promise<Status> {
  const daemons = await listDaemons(database);
  const buffered = await countBuffered(database);
  // what is in Redis is known from its daemons: for each bot, the latest report counts
  const reports = new Map<bigint, readonly number[]>();
  for (const daemon of [...daemons].sort((one, other) => other.silentMs - one.silentMs))
    if (daemon.buffer === 'redis') reports.set(daemon.botId, daemon.figures.backlog);
  const backlog = Array.from({ length: partitionCount }, (_, partition) =>
    [...reports.values()].reduce(
      (sum, entries) => sum + (entries[partition] ?? 0),
      buffered.get(partition) ?? 0,
    ),
  );
  return { daemons, backlog, waiting: await countWaiting(database, null) };
}

async function show(io: CommandIo, status: Status, { json, watch }: StatusOptions): Promise<void> {
  const { out } = io;
  if (json) return watch ? out.line(JSON.stringify(describe(status))) : out.json(describe(status));
  const { daemons, backlog, waiting } = status;
  const alive = daemons.filter(isAlive);
  out.line(
    alive.length === 0
      ? 'no daemon is running; spndr start --polling starts one'
      : countOf(alive.length, 'daemon runs', 'daemons run'),
  );
  if (daemons.length > 0)
    await out.table(
      ['daemon', 'bot', 'version', 'mode', 'up', 'holds', 'updates/min', 'p50', 'p99'],
      daemons.map((daemon) => [
        `${daemon.host} ${daemon.pid}`,
        String(daemon.botId),
        daemon.version,
        `${daemon.mode}, ${daemon.buffer}`,
        isAlive(daemon) ? age(Date.now() - daemon.startedAt.getTime()) : `silent for ${age(daemon.silentMs)}`,
        holdingsOf(daemon),
        String(daemon.figures.updatesPerMinute),
        milliseconds(daemon.figures.p50Ms),
        milliseconds(daemon.figures.p99Ms),
      ]),
    );
  out.line(`backlog       ${backlogWords(backlog)}`);
  out.line(`outbox        ${outboxWords(waiting)}`);
  out.line(
    `dead letters  ${waiting.deadLetters === 0 ? 'none' : `${waiting.deadLetters}; see spndr dead list`}`,
  );
  out.line(
    `last update   ${waiting.lastHandledAt ? `${ago(waiting.lastHandledAt)} ago` : 'none in the last two days'}`,
  );
  for (const { host, pid, lastError } of daemons)
    if (lastError) out.line(`last error    ${ago(lastError.at)} ago, ${host} ${pid}: ${lastError.text}`);
}

const isAlive = ({ silentMs }: DaemonRow) => silentMs <= aliveMs;
const ago = (at: Date) => age(Date.now() - at.getTime());
const milliseconds = (ms: number | null) => (ms === null ? '-' : `${Math.round(ms)} ms`);

/** What only this daemon has: the poll lease, uncommitted updates, replies being sent. */
function holdingsOf({ polls, sending, figures }: DaemonRow): string {
  const parts = [
    polls ? 'the polling' : null,
    figures.inHand > 0 ? countOf(figures.inHand, 'update', 'updates') : null,
    sending > 0 ? countOf(sending, 'reply', 'replies') : null,
  ].filter((part) => part !== null);
  return parts.join(', ') || 'nothing';
}

function backlogWords(backlog: readonly number[]): string {
  const filled = backlog.flatMap((entries, partition) => (entries > 0 ? [`${partition}: ${entries}`] : []));
  if (filled.length === 0) return 'none';
  const total = backlog.reduce((sum, entries) => sum + entries, 0);
  return `${countOf(total, 'update', 'updates')} (by partition ${filled.join(', ')})`;
}

function outboxWords({ pending, sending, failed, oldestS }: Waiting): string {
  const waits = pending + sending;
  const words = waits === 0 ? 'nothing waits' : countOf(waits, 'reply waits', 'replies wait');
  const oldest = oldestS === null ? '' : `, the oldest for ${age(oldestS * 1_000)}`;
  return `${words}${oldest}${failed === 0 ? '' : `; ${failed} failed, see spndr outbox list --failed`}`;
}

/** The status as JSON. */
function describe({ daemons, backlog, waiting }: Status) {
  return {
    daemons: daemons.map((daemon) => ({
      id: daemon.id,
      bot: Number(daemon.botId),
      host: daemon.host,
      pid: daemon.pid,
      version: daemon.version,
      mode: daemon.mode,
      buffer: daemon.buffer,
      started: daemon.startedAt.toISOString(),
      alive: isAlive(daemon),
      silentMs: Math.round(daemon.silentMs),
      polls: daemon.polls,
      sending: daemon.sending,
      inHand: daemon.figures.inHand,
      updatesPerMinute: daemon.figures.updatesPerMinute,
      p50Ms: daemon.figures.p50Ms,
      p99Ms: daemon.figures.p99Ms,
      totals: daemon.figures.totals,
      lastError: daemon.lastError && { text: daemon.lastError.text, at: daemon.lastError.at.toISOString() },
    })),
    backlog,
    outbox: {
      pending: waiting.pending,
      sending: waiting.sending,
      failed: waiting.failed,
      oldestSeconds: waiting.oldestS,
    },
    deadLetters: waiting.deadLetters,
    lastHandled: waiting.lastHandledAt?.toISOString() ?? null,
  };
}
