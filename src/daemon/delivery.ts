import type { Logger } from 'pino';
import { createCalls } from './calls.ts';
import { type AlarmClock, createAlarm, nextFull } from './clock.ts';
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
import { createStop } from './process/lifecycle.ts';
import { type Pulse, unwatched } from './process/pulse.ts';
import { createClaims } from './sending/claims.ts';
import { backoffMs, type Limiter } from './sending/limiter.ts';

export interface Delivery {
  /** Tells delivery that the outbox may hold something new. */
  wake(): void;
  /** Reserves room for what is about to be said in these chats; see `Handover`. */
  offer: OfferReplies;
  /** Delivers until nothing is due any more, at most for `drainMs`, then cancels the calls in flight. */
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
/** Sending a file takes longer than sending words. */
const fileTimeoutMs = 180_000;
/** How long a chat pauses after a reply could not be made ready. */
const notReadyMs = 5_000;
/** A reply this old whose delivery ends unknown once more is given up. */
const giveUpAfterMs = 24 * 3_600_000;

/** Outbox -> messenger: per chat one reply at a time, in order, within Telegram's limits, claimed before its call. */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { outbox, messenger, limiter, clock, log, pulse = unwatched } = options;
  const inFlight = new Map<bigint, OutboxReply>();
  const sends = new Set<Promise<void>>();
  /** Ids of replies in flight whose words and pictures are still being made: they take no room from others. */
  const preparing = new Set<bigint>();
  const settlements: Settlement[] = [];
  /** How many replies room is reserved for, in transactions that are still open. */
  let promised = 0;
  /** Whether something may be due that nobody has claimed. */
  let unclaimed = true;
  /** When to look even if nobody woke us (monotonic ms): other daemons add replies too, or die while they send them. */
  let lookAgainMs = 0;
  /** In an outage, claims of sent replies may lapse: until then (monotonic ms) their senders can settle first. */
  let leaveLapsedUntilMs = 0;
  const ended = createStop();
  const calls = createCalls(clock);
  const alarm = createAlarm(clock);
  const claims = createClaims({ outbox, clock, log, ended: ended.signal, onOutage: leaveLapsed });
  let draining = false;
  /** While the messenger is unreachable: nothing is sent before then (monotonic ms). */
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
        begin(claimed, nowMs);
        if (rest) wake();
      },
      cancel() {
        promised -= chats.size;
        wake();
      },
    };
  }

  /** How many more replies may be sent now, over all chats. */
  function roomAt(nowMs: number): number {
    const calling = inFlight.size - preparing.size;
    return Math.min(inFlightLimit - calling, limiter.available(nowMs)) - promised;
  }

  /** `sinceMs`: they were claimed then (monotonic) or later. */
  function begin(claimed: readonly OutboxReply[], sinceMs: number): void {
    const nowMs = clock.monotonicMs();
    for (const reply of claimed) {
      // In flight already: handed over to us, and claimed again after that claim had lapsed.
      if (inFlight.has(reply.id)) continue;
      inFlight.set(reply.id, reply);
      claims.keep(reply.id, sinceMs);
      limiter.take(reply.chatId, nowMs);
      const sending = send(reply).finally(() => sends.delete(sending));
      sends.add(sending);
    }
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

  /** Settles what has ended, claims what is due and starts sending it. 'later': a limit holds something back. */
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
      begin(claimed, nowMs);
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
    claims.letGo(settling.map(({ id }) => id));
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
    const isOurs =
      attempt && (claims.isSure(reply.id) || (await calls.unlessGivenUp(claims.regain(reply.id))));
    if (!isOurs) letGo(prepared);
    if (isOurs === false) return leave(reply);
    const beganMs = clock.monotonicMs();
    const outcome =
      attempt === null || isOurs === null
        ? ({ kind: 'unsent', error: 'spndr is stopping' } as const)
        : await calls.within('file' in reply.reply ? fileTimeoutMs : callTimeoutMs, attempt);
    report(reply, outcome, Math.round(clock.monotonicMs() - beganMs));
    settlements.push(settlementOf(reply, outcome));
    alarm.ring();
  }

  /** Leaves a reply to another daemon, which may be sending it by now. If none is, it is due again. */
  function leave({ id, trace }: OutboxReply): void {
    log.warn({ trace }, 'held up for too long to send a reply: another daemon may send it');
    claims.drop(id);
    settlements.push({ id, to: 'pending', counted: false });
    alarm.ring();
  }

  /** Disposes of the attempt once it is ready; nobody waits for that, as it may take long. */
  function letGo(prepared: Promise<Attempt>): void {
    prepared
      .then((late) => late.dispose?.())
      .catch((error: unknown) => log.debug({ err: error }, 'what was made ready cannot be released'));
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
      await Promise.all([running, claims.quiet(), ...sends]);
      // Replies that cannot be settled now stay claimed until the claim lapses, and are then sent again.
      await settle().catch((error: unknown) =>
        log.warn({ err: error }, 'the last replies could not be settled'),
      );
    },
  };
}
