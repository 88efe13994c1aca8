import type { Logger } from 'pino';
import { createCalls } from './calls.ts';
import { type AlarmClock, createAlarm, nextFull } from './clock.ts';
import { createStop } from './lifecycle.ts';
import { backoffMs, type Limiter } from './limiter.ts';
import {
  type Attempt,
  claimMs,
  type Handover,
  type Messenger,
  type OfferReplies,
  type Outbox,
  type OutboxReply,
  type Outcome,
  type Settlement,
} from './ports.ts';
import { type Pulse, unwatched } from './pulse.ts';

export interface Delivery {
  /** Says that there may be something new in the outbox. */
  wake(): void;
  /** Keeps room for what is about to be said in these chats: see `Handover`. */
  offer: OfferReplies;
  /** Goes on until nothing is due any more or `drainMs` have passed, then lets go. */
  stop(drainMs: number): Promise<void>;
}

interface DeliveryOptions {
  outbox: Outbox;
  messenger: Messenger;
  limiter: Limiter;
  clock: AlarmClock;
  log: Logger;
  pulse?: Pulse;
  /** Called once when the messenger refuses the token: nothing can be delivered any more. */
  onUnauthorized: (error: string) => void;
}

const inFlightLimit = 100;
const sweepMs = 1_000;
const callTimeoutMs = 15_000;
/** A file is made first, and takes its time. */
const fileTimeoutMs = 180_000;
const renewMs = claimMs / 4;
/** How long a chat waits before what could not be made ready is tried again. */
const notReadyMs = 5_000;
/** After this long a reply whose deliveries keep ending unknown is given up. */
const giveUpAfterMs = 24 * 3_600_000;

/** Outbox -> messenger: per chat in order and one at a time, within Telegram's limits, each claimed before its call. */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { outbox, messenger, limiter, clock, log, pulse = unwatched } = options;
  const inFlight = new Map<bigint, OutboxReply>();
  const sends = new Set<Promise<void>>();
  /** Of those in flight, the ones whose words and pictures are not ready yet: they keep nobody else waiting. */
  const preparing = new Set<bigint>();
  const settlements: Settlement[] = [];
  /** How many replies have been promised room in transactions that are still open. */
  let promised = 0;
  /** Whether something may be due that nobody has claimed. */
  let unclaimed = true;
  /** Other daemons say things, too, and die in the middle (monotonic ms). */
  let lookAgainMs = 0;
  /** In an outage claims lapse whose replies were sent: until then (monotonic ms) whoever sent them may settle first. */
  let leaveLapsedUntilMs = 0;
  const ended = createStop();
  const calls = createCalls(clock);
  const alarm = createAlarm(clock);
  let draining = false;
  let renewing: Promise<void> | null = null;
  /** While the messenger cannot be reached at all: nothing is sent before this (monotonic ms). */
  let unreachableUntilMs = 0;
  let unreachableTimes = 0;
  let outage = false;

  function wake(): void {
    unclaimed = true;
    alarm.ring();
  }

  function offer(chatIds: ReadonlySet<number>): Handover {
    const nowMs = clock.monotonicMs();
    const room = draining || unreachableUntilMs > nowMs ? 0 : Math.max(0, roomAt(nowMs));
    const waitingChats = new Set(limiter.waitingChats(nowMs));
    const chats = new Set([...chatIds].filter((chatId) => !waitingChats.has(chatId)).slice(0, room));
    promised += chats.size;
    return {
      chats,
      take(claimed, rest) {
        promised -= chats.size;
        begin(claimed);
        if (rest) wake();
      },
      cancel() {
        promised -= chats.size;
        wake();
      },
    };
  }

  /** How many more replies may leave now, whichever their chats. */
  function roomAt(nowMs: number): number {
    const calling = inFlight.size - preparing.size;
    return Math.min(inFlightLimit - calling, limiter.available(nowMs)) - promised;
  }

  function begin(claimed: readonly OutboxReply[]): void {
    const nowMs = clock.monotonicMs();
    for (const reply of claimed) {
      // Handed over while it was being claimed, after its claim had lapsed.
      if (inFlight.has(reply.id)) continue;
      inFlight.set(reply.id, reply);
      limiter.take(reply.chatId, nowMs);
      const sending = send(reply).finally(() => sends.delete(sending));
      sends.add(sending);
    }
    if (inFlight.size > 0)
      renewing ??= renewWhileSending().finally(() => {
        renewing = null;
      });
  }

  async function run(): Promise<void> {
    const turn = pulse.begin('delivery');
    while (!ended.signal.aborted) {
      turn.again();
      alarm.heard();
      const lastLook = draining;
      const begun = await step();
      if (begun === 'some' || settlements.length > 0) continue;
      if (lastLook && begun === 'none' && sends.size === 0) break;
      await alarm.wait(pauseMs());
    }
    turn.end();
  }

  /** Settles what ended, claims what is due and begins to send it; 'later' when limits hold something back. */
  async function step(): Promise<'some' | 'none' | 'later'> {
    try {
      await settle();
      const nowMs = clock.monotonicMs();
      if (unreachableUntilMs > nowMs || ended.signal.aborted) return 'none';
      if (!unclaimed && nowMs < lookAgainMs && !draining) return 'none';
      const room = roomAt(nowMs);
      if (room < 1) return 'later';
      const waitingChats = limiter.waitingChats(nowMs);
      unclaimed = false;
      lookAgainMs = Math.min(
        limiter.nextChangeMs(nowMs) ?? Number.POSITIVE_INFINITY,
        nextFull(sweepMs, nowMs),
      );
      const except = [...waitingChats, ...chatsInFlight()];
      const claimed = await outbox.claim(room, except, nowMs >= leaveLapsedUntilMs);
      if (claimed.length === room) unclaimed = true;
      begin(claimed);
      if (outage) log.info('the outbox can be read again');
      outage = false;
      if (claimed.length > 0) return 'some';
      return draining && waitingChats.length > 0 && (await outbox.hasPending(waitingChats))
        ? 'later'
        : 'none';
    } catch (error) {
      if (!outage) log.error({ err: error }, 'the outbox is out of reach; trying again');
      outage = true;
      unclaimed = true;
      leaveLapsed();
      await clock.sleep(200, ended.signal);
      return 'later';
    }
  }

  function leaveLapsed(): void {
    leaveLapsedUntilMs = clock.monotonicMs() + claimMs;
  }

  async function settle(): Promise<void> {
    const settling = settlements.slice();
    if (settling.length === 0) return;
    const more = await outbox.settle(settling);
    if (more) unclaimed = true;
    settlements.splice(0, settling.length);
    for (const { id } of settling) inFlight.delete(id);
  }

  function chatsInFlight(): number[] {
    return [...inFlight.values()].map((reply) => reply.chatId);
  }

  function pauseMs(): number {
    const nowMs = clock.monotonicMs();
    const lookMs = unclaimed || lookAgainMs <= nowMs ? nextFull(sweepMs, nowMs) : lookAgainMs;
    const next = Math.min(limiter.nextChangeMs(nowMs) ?? Number.POSITIVE_INFINITY, lookMs);
    return Math.max(1, Math.max(next, unreachableUntilMs) - nowMs);
  }

  async function send(reply: OutboxReply): Promise<void> {
    preparing.add(reply.id);
    const prepared = messenger.prepare(reply.chatId, reply.reply, reply.locale, reply.attempts);
    const attempt = await calls.unlessGivenUp(prepared).finally(() => preparing.delete(reply.id));
    if (!attempt) letGo(prepared);
    const beganMs = clock.monotonicMs();
    const outcome = attempt
      ? await calls.within('file' in reply.reply ? fileTimeoutMs : callTimeoutMs, attempt)
      : ({ kind: 'unsent', error: 'spndr is stopping' } as const);
    report(reply, outcome, Math.round(clock.monotonicMs() - beganMs));
    settlements.push(settlementOf(reply, outcome));
    alarm.ring();
  }

  /** Nobody waits for it: what is made ready may take long yet. */
  function letGo(prepared: Promise<Attempt>): void {
    prepared
      .then((late) => late.dispose?.())
      .catch((error: unknown) => log.debug({ err: error }, 'what was made ready cannot be let go of'));
  }

  function report(reply: OutboxReply, outcome: Outcome, ms: number): void {
    const { trace, attempts } = reply;
    if (outcome.kind === 'delivered') {
      const sinceReceivedMs = clock.now().getTime() - reply.receivedAt.getTime();
      log.info({ trace, ms, sinceReceivedMs, attempts }, 'replied');
    } else {
      const error = 'error' in outcome ? outcome.error : undefined;
      log.warn({ trace, ms, attempts, outcome: outcome.kind, error }, 'a reply was not delivered');
    }
  }

  function settlementOf(reply: OutboxReply, outcome: Outcome): Settlement {
    const { id, chatId } = reply;
    const nowMs = clock.monotonicMs();
    if (outcome.kind !== 'unsent' && outcome.kind !== 'not-ready') unreachableTimes = 0;
    switch (outcome.kind) {
      case 'delivered':
        return { id, to: 'delivered', messageId: outcome.messageId, receivedAt: reply.receivedAt };
      case 'unsent':
        unreachableTimes += 1;
        unreachableUntilMs = nowMs + backoffMs(unreachableTimes);
        return { id, to: 'pending', counted: false };
      case 'not-ready':
        limiter.pause(chatId, nowMs + notReadyMs);
        return { id, to: 'pending', counted: true };
      case 'slow-down':
        limiter.pause(chatId, nowMs + outcome.retryAfterMs);
        return { id, to: 'pending', counted: false };
      case 'unknown':
        if (clock.now().getTime() - reply.receivedAt.getTime() > giveUpAfterMs)
          return { id, to: 'failed', error: outcome.error };
        limiter.pause(chatId, nowMs + backoffMs(reply.attempts));
        return { id, to: 'pending', counted: true };
      case 'unreachable':
        return { id, to: 'unreachable', chatId, error: outcome.error };
      case 'moved':
        return { id, to: 'moved', chatId, newChatId: outcome.chatId };
      case 'rejected':
        return { id, to: 'failed', error: outcome.error };
      case 'unauthorized':
        limiter.pause(chatId, nowMs + 60_000);
        options.onUnauthorized(outcome.error);
        return { id, to: 'pending', counted: false };
    }
  }

  /** Keeps the claims of what is being sent; an idle daemon has nothing to keep and does not wake up for it. */
  async function renewWhileSending(): Promise<void> {
    while (inFlight.size > 0 && !ended.signal.aborted) {
      await clock.sleep(renewMs, ended.signal);
      if (inFlight.size === 0) break;
      await outbox.renew([...inFlight.keys()]).catch((error: unknown) => {
        log.debug({ err: error }, 'claims cannot be renewed; trying again');
        leaveLapsed();
      });
    }
  }

  const running = run();

  return {
    wake,
    offer,
    async stop(drainMs) {
      draining = true;
      wake();
      const deadline = new AbortController();
      await Promise.race([running, clock.sleep(drainMs, deadline.signal)]);
      deadline.abort();
      ended.abort();
      calls.giveUp();
      wake();
      await Promise.all([running, renewing, ...sends]);
      // What cannot be settled now stays claimed until the claim lapses, and is sent again.
      await settle().catch((error: unknown) =>
        log.warn({ err: error }, 'the last replies could not be settled'),
      );
    },
  };
}
