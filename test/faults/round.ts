import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../simulation/scheduler.ts';
import { type Fault, usualSetup } from './fault.ts';
import { compare, type Recorded } from './ledger.ts';
import { poisonWord } from './people.ts';
import { openRig, type Rig } from './rig.ts';
import type { Servers } from './servers.ts';

/** What a round came to: one row of the table. */
export interface Row {
  readonly fault: Fault;
  readonly injected: number;
  readonly isSettled: boolean;
  readonly updates: number;
  readonly purchases: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly repliesLost: number;
  readonly repliesTwice: number;
  /** Those of `repliesTwice` that followed a call whose outcome spndr could not know. */
  readonly unknowable: number;
  readonly recoveriesMs: readonly number[];
  readonly longestWaitMs: number;
  readonly seconds: number;
  /** Everything that is not as promised, in words. */
  readonly problems: readonly string[];
}

const stallMs = 60_000;
const settleMs = 90_000;
/** Where answers may never come, all is settled when nothing has been shown for so long. */
const quietMs = 3_000;
/** What happened twice stays so: such a round need not settle, which may take for ever without a wall. */
const settleTwiceMs = 3_000;
const mostProblems = 12;

/** Runs one fault `times` times amid people who write, lets everything settle, and looks at what is left. */
export async function runRound(
  servers: Servers,
  fault: Fault,
  options: { seed: number; times: number },
): Promise<Row> {
  const beganMs = performance.now();
  const setup = { ...usualSetup, ...fault.setup };
  const rig = await openRig(servers, fault, setup, createRandom(options.seed));
  let injected = 0;
  const problems: string[] = [];
  try {
    rig.startWriting();
    await fault.prepare?.(rig);
    try {
      if (setup.signUp && !fault.fromTheStart) await rig.everybodyHasSignedUp();
      injected = await injectAll(rig, fault, options.times);
    } catch (error) {
      problems.push((error as Error).message);
    }
    rig.sandbox.clearFaults();
    rig.balancer.duplicate(0);
    await rig.stopWriting();
    const isSettled = await settled(
      rig,
      fault.mustFail && !fault.mustFail.by.includes('lost') ? settleTwiceMs : settleMs,
    );
    if (!isSettled) problems.push(await unsettled(rig));
    const row = await inspect(rig);
    if (row.problems.length > 0) problems.push(rig.fleet.lastWords());
    await rig.fleet.stopAll().catch((error: Error) => problems.push(error.message));
    return {
      ...row,
      fault,
      injected,
      isSettled,
      recoveriesMs: rig.recoveries,
      seconds: (performance.now() - beganMs) / 1_000,
      problems: [...rig.problems, ...problems, ...row.problems].slice(0, mostProblems),
    };
  } finally {
    await rig.stopWriting();
    rig.fleet.killAll();
    await rig.sandbox.stop();
    await rig.balancer.stop();
  }
}

/** Injects the fault until it has struck `times` times; rejects when that gets nowhere. */
async function injectAll(rig: Rig, fault: Fault, times: number): Promise<number> {
  let injected = 0;
  for (let progressMs = performance.now(); injected < times; ) {
    const struck = (await fault.inject(rig)) ?? 1;
    injected += struck;
    if (struck > 0) progressMs = performance.now();
    if (rig.isBroken) throw new Error('a daemon is gone');
    if (performance.now() - progressMs > stallMs) throw new Error(`the fault struck only ${injected} times`);
  }
  return injected;
}

/**
 * Waits until everything said is confirmed, answered (where a wall is missing: until nothing is answered any more) and
 * delivered; false when that takes too long.
 */
async function settled(rig: Rig, patienceMs: number): Promise<boolean> {
  const isAnswered = ({ chat }: Rig['speakers'][number]) => chat.unanswered === 0;
  for (
    const endMs = performance.now() + patienceMs;
    performance.now() < endMs && !rig.isBroken;
    await sleep(50)
  ) {
    if (rig.sandbox.pendingCount > 0 || rig.balancer.inHand > 0) continue;
    const isQuiet = rig.wallIsMissing && performance.now() - rig.lastShownMs > quietMs;
    if (!isQuiet && !rig.speakers.every(isAnswered)) continue;
    const [waiting] = await rig
      .sql<{ count: number }>("select count(*)::int from outbox where state in ('pending', 'sending')")
      .catch(() => []);
    if (waiting?.count === 0) return true;
  }
  return false;
}

async function unsettled(rig: Rig): Promise<string> {
  const waiting = rig.speakers.reduce((sum, { chat }) => sum + chat.unanswered, 0);
  const rows = await rig.sql<{ count: number }>('select count(*)::int from outbox').catch(() => []);
  return (
    `not settled within ${settleMs / 1_000} s: ${rig.sandbox.pendingCount} updates unconfirmed, ` +
    `${waiting} unanswered, ${rows[0]?.count} in the outbox\n${rig.fleet.lastWords()}`
  );
}

type Findings = Omit<Row, 'fault' | 'injected' | 'isSettled' | 'recoveriesMs' | 'seconds'>;

/** Compares what was said with the ledger, and what was shown with what should have been. */
async function inspect(rig: Rig): Promise<Findings> {
  const problems: string[] = [];
  const sum = { lost: 0, doubled: 0, outOfOrder: 0, repliesLost: 0, repliesTwice: 0, unknowable: 0 };
  let updates = 0;
  let purchases = 0;
  let longestWaitMs = 0;
  for (const { person, chat } of rig.speakers) {
    const said = chat.said.flatMap(({ purchase }) => purchase ?? []);
    const recorded = await rig.sql<Recorded & Record<string, unknown>>(
      `select number, item, amount::int as minor, vendor, category from purchase
       where account_id = (select account_id from link where person_id = $1) order by number`,
      [person.id],
    );
    const ledger = compare(said, recorded);
    const replies = chat.counts();
    updates += chat.said.length;
    purchases += said.length;
    sum.lost += ledger.lost;
    sum.doubled += ledger.doubled;
    sum.outOfOrder += ledger.outOfOrder + replies.outOfOrder;
    sum.repliesLost += replies.lost;
    sum.repliesTwice += replies.repeated + replies.unknowable;
    sum.unknowable += replies.unknowable;
    problems.push(...[...ledger.strange, ...replies.strange].slice(0, 3));
    for (const { shownMs, saidMs } of chat.said)
      longestWaitMs = Math.max(longestWaitMs, (shownMs ?? saidMs) - saidMs);
  }
  problems.push(...(await inspectMarks(rig)));
  return { ...sum, updates, purchases, longestWaitMs, problems };
}

/** Every update handled, the poisonous ones and no others dead letters, a revision for each purchase. */
async function inspectMarks(rig: Rig): Promise<string[]> {
  const said = rig.speakers.flatMap(({ chat }) => chat.said);
  const poisonous = said.filter(({ text }) => text.includes(poisonWord)).map(({ updateId }) => updateId);
  const [marks] = await rig.sql<{ unmarked: number; dead: string[]; revisions: number; attempts: number }>(
    `select
       (select count(*)::int from unnest($1::bigint[]) id
        where not exists (select from handled_update where update_id = id)) as unmarked,
       (select coalesce(array_agg(update_id::text), '{}') from dead_letter) as dead,
       (select count(*)::int from purchase left join purchase_revision on purchase_id = id
        where purchase_id is null) as revisions,
       (select count(*)::int from update_attempt) as attempts`,
    [said.map(({ updateId }) => updateId)],
  );
  const dead = new Set(marks?.dead.map(Number));
  const wrong: [boolean, string][] = [
    [marks?.unmarked !== 0, `${marks?.unmarked} updates are not marked handled`],
    [poisonous.some((id) => !dead.has(id)), 'a poisonous update is no dead letter'],
    [dead.size > poisonous.length, `${dead.size - poisonous.length} good updates became dead letters`],
    [marks?.revisions !== 0, `${marks?.revisions} purchases have no revision`],
    // Of several daemons one may count while another one handles; tidying takes such counts away.
    [
      rig.setup.daemons === 1 && marks?.attempts !== 0,
      `${marks?.attempts} handled updates still have attempts counted`,
    ],
  ];
  return wrong.flatMap(([is, problem]) => (is ? [problem] : []));
}

/** Whether a row is as it must be: every promise held or, where a wall is missing, broken in the way it must be. */
export function isAsItMust(row: Row): boolean {
  const { mustFail } = row.fault;
  if (!mustFail) return holds(row);
  const counts = {
    // what is still under way is not lost
    lost: row.isSettled ? row.lost : 0,
    doubled: row.doubled,
    repeated: row.repliesTwice - row.unknowable,
  };
  return row.injected > 0 && mustFail.by.some((breach) => counts[breach] > 0);
}

/** Whether a row shows what spndr promises. */
export function holds(row: Row): boolean {
  const { lost, doubled, outOfOrder, repliesLost, repliesTwice, unknowable, problems } = row;
  return lost + doubled + outOfOrder + repliesLost + (repliesTwice - unknowable) + problems.length === 0;
}
