import {
  type Buffer,
  type Buffered,
  type Entry,
  partitionCount,
  partitionOf,
} from '../../src/daemon/buffer/buffer.ts';
import {
  type Batch,
  claimMs,
  type Handover,
  type Messenger,
  type OfferReplies,
  type Outbox,
  type OutboxReply,
  type Outcome,
  type Store,
  Unavailable,
} from '../../src/daemon/ports.ts';
import type { ProcessLife, Scheduler } from './scheduler.ts';

/** What a person said in the simulation: the `seq`th thing in its chat. */
export interface Said {
  readonly updateId: number;
  readonly chatId: number;
  readonly seq: number;
  readonly kind: 'plain' | 'slow' | 'poison';
}

/** Which walls are missing, to show that the simulation sees it. */
export interface Flaws {
  readonly confirmBeforeCommit?: boolean;
  readonly noHandledMark?: boolean;
  readonly noPartitionLock?: boolean;
}

/** How likely faults are, each per operation. All become 0 when the weather is to clear. */
export interface Weather {
  bufferError: number;
  storeError: number;
  sendTrouble: number;
}

interface Row {
  readonly id: bigint;
  readonly chatId: number;
  readonly seq: number;
  state: 'pending' | 'sending';
  claimedUntilMs: number;
  attempts: number;
}

/** What outlives every daemon: Redis, Postgres and Telegram as seen by the people. */
export class World {
  readonly scheduler: Scheduler;
  readonly flaws: Flaws;
  readonly weather: Weather;
  readonly stream: Entry[][] = Array.from({ length: partitionCount }, () => []);
  readonly handled = new Set<number>();
  /** Effects in the order of their commits. */
  readonly ledger: { chatId: number; seq: number; as: 'answered' | 'buried' }[] = [];
  readonly shown: { chatId: number; seq: number }[] = [];
  /** Calls whose outcome their daemon could not know, or that were given to another daemon, by reply. */
  readonly unknowable = new Map<bigint, number>();
  readonly shownTimes = new Map<bigint, number>();
  readonly #attempts = new Map<number, number>();
  readonly #locks = new Map<number, object>();
  #rows: Row[] = [];
  #lastEntry = 0;
  #lastRow = 0n;

  constructor(scheduler: Scheduler, flaws: Flaws, weather: Weather) {
    this.scheduler = scheduler;
    this.flaws = flaws;
    this.weather = weather;
  }

  get unsettledReplies(): number {
    return this.#rows.length;
  }

  /** Redis restarts empty, or loses the last few entries of each partition. */
  loseBuffer(everything: boolean): void {
    for (const partition of this.stream)
      partition.splice(everything ? 0 : Math.max(0, partition.length - 1 - this.scheduler.random.below(3)));
  }

  bufferOf(life: ProcessLife): Buffer {
    const { scheduler, weather } = this;
    const trouble = async () => {
      await scheduler.delay(scheduler.random.below(3), life);
      if (scheduler.random.chance(weather.bufferError)) throw new Error('the buffer is down');
    };
    return {
      push: async (updates) => {
        await trouble();
        const broken = scheduler.random.chance(weather.bufferError);
        const kept = broken ? updates.slice(0, scheduler.random.below(updates.length + 1)) : updates;
        const ids = kept.map((update) => {
          const id = String(++this.#lastEntry);
          this.stream[partitionOf(update.chatId)]!.push({ ...copyOf(update), id });
          return id;
        });
        const places = kept.map(({ chatId }, index) => ({
          id: ids[index]!,
          count: this.stream[partitionOf(chatId)]!.length,
        }));
        await scheduler.delay(scheduler.random.below(2), life);
        if (broken) throw new Error('the buffer broke in the middle');
        return places;
      },
      read: async (partition, limit) => {
        await trouble();
        return this.stream[partition]!.slice(0, limit);
      },
      remove: async (partition, ids) => {
        await trouble();
        this.stream[partition] = this.stream[partition]!.filter((entry) => !ids.includes(entry.id));
      },
      standing: async (partition, ids) => {
        await trouble();
        return new Set(ids.filter((id) => this.stream[partition]!.some((entry) => entry.id === id)));
      },
      backlog: async () => {
        await trouble();
        return this.stream.map((entries) => entries.length);
      },
      close: async () => undefined,
    };
  }

  storeOf(life: ProcessLife, offer: OfferReplies): Store {
    const { scheduler } = this;
    const trouble = async () => {
      await scheduler.delay(scheduler.random.below(3), life);
      if (scheduler.random.chance(this.weather.storeError)) throw new Unavailable('the database is down');
    };
    const handledAmong = async (updateIds: readonly number[]) => {
      await trouble();
      return new Set(this.flaws.noHandledMark ? [] : updateIds.filter((id) => this.handled.has(id)));
    };
    return {
      handledAmong: async (updateIds) => {
        await trouble();
        return new Set(updateIds.filter((id) => this.handled.has(id)));
      },
      countAttempt: async (updateId) => {
        await trouble();
        const attempts = (this.#attempts.get(updateId) ?? 0) + 1;
        this.#attempts.set(updateId, attempts);
        await scheduler.delay(scheduler.random.below(2), life);
        return attempts;
      },
      inPartitions: async (partitions, updates, body) => {
        await trouble();
        const { noPartitionLock } = this.flaws;
        const locked = new Set(partitions.filter((number) => noPartitionLock || !this.#locks.has(number)));
        if (locked.size === 0) return null;
        const lock = {};
        for (const number of locked) this.#locks.set(number, lock);
        const isHeld = () => [...locked].some((number) => this.#locks.get(number) === lock);
        const release = () => {
          for (const number of locked) if (this.#locks.get(number) === lock) this.#locks.delete(number);
        };
        // Postgres notices some time later that the process behind a transaction is gone.
        const watchdog = () => {
          if (!isHeld()) return;
          if (life.killed) release();
          else scheduler.after(20, null, watchdog);
        };
        scheduler.after(20, null, watchdog);
        const batch = new SimulatedBatch(() => scheduler.delay(scheduler.random.below(3), life));
        let handover: Handover | null = null;
        let claimed: readonly Row[] = [];
        try {
          const handled = await handledAmong(updates.map(({ updateId }) => updateId));
          const result = await body(batch, locked, handled);
          await trouble();
          const said = new Set(batch.effects.map(({ update }) => update.chatId));
          handover = said.size > 0 ? offer(said) : null;
          const chats = handover?.chats ?? new Set();
          const commit = () => {
            const rows = this.#commit(batch, new Set(chats));
            claimed = rows ?? [];
            return rows !== null;
          };
          // Asked to commit, Postgres does so even when whoever asked is killed before the answer arrives.
          const answer = new Promise<boolean>((resolve) => {
            scheduler.after(scheduler.random.below(3), null, () => {
              const committed = commit();
              release();
              scheduler.after(scheduler.random.below(3), life, () => resolve(committed));
            });
          });
          if (!(await answer)) throw new Unavailable('handled twice');
          if (scheduler.random.chance(this.weather.storeError))
            throw new Unavailable('the connection broke after the commit');
          handover?.take(claimed.map(this.#replyOf), claimed.length < batch.effects.length);
          handover = null;
          return result;
        } finally {
          handover?.cancel();
          release();
        }
      },
    };
  }

  /**
   * All or nothing: the rows that were claimed at once, of these chats, or null. Without the lock the mark is only looked
   * at, as a store without a unique key would do.
   */
  #commit(batch: SimulatedBatch, claims: Set<unknown>): readonly Row[] | null {
    const { noHandledMark, noPartitionLock } = this.flaws;
    const twice = batch.effects.some(({ update }) => this.handled.has(update.updateId));
    if (twice && !noHandledMark && !noPartitionLock) return null;
    const claimed: Row[] = [];
    for (const updateId of batch.uncounted)
      this.#attempts.set(updateId, (this.#attempts.get(updateId) ?? 0) - 1);
    for (const { update, as } of batch.effects) {
      const said = JSON.parse(update.payload) as Said;
      this.handled.add(said.updateId);
      this.ledger.push({ chatId: said.chatId, seq: said.seq, as });
      const isFirst = !this.#rows.some((row) => row.chatId === said.chatId);
      const isClaimed = claims.delete(said.chatId) && isFirst;
      const row: Row = {
        id: ++this.#lastRow,
        chatId: said.chatId,
        seq: said.seq,
        state: isClaimed ? 'sending' : 'pending',
        claimedUntilMs: isClaimed ? this.scheduler.nowMs + claimMs : 0,
        attempts: isClaimed ? 1 : 0,
      };
      this.#rows.push(row);
      if (isClaimed) claimed.push(row);
    }
    return claimed;
  }

  readonly #replyOf = (row: Row): OutboxReply => ({
    id: row.id,
    chatId: row.chatId,
    reply: { do: 'say', text: [{ key: String(row.id), args: { seq: row.seq } }] },
    locale: 'en',
    trace: '',
    receivedAt: this.scheduler.now(),
    attempts: row.attempts,
  });

  outboxOf(life: ProcessLife): Outbox {
    const { scheduler } = this;
    const own = new Set<bigint>();
    const trouble = async () => {
      await scheduler.delay(scheduler.random.below(3), life);
      if (scheduler.random.chance(this.weather.storeError)) throw new Unavailable('the database is down');
    };
    const rowOf = (id: bigint) => this.#rows.find((row) => row.id === id);
    return {
      claim: async (limit, except, lapsedToo) => {
        await trouble();
        const claimed: Row[] = [];
        const seen = new Set(except);
        for (const row of this.#rows) {
          if (seen.has(row.chatId)) continue;
          seen.add(row.chatId);
          const holds = !lapsedToo || row.claimedUntilMs > scheduler.nowMs || own.has(row.id);
          if (row.state === 'sending' && holds) continue;
          if (row.state === 'sending') this.#countUnknowable(row.id);
          if (claimed.length >= limit) break;
          row.state = 'sending';
          row.claimedUntilMs = scheduler.nowMs + claimMs;
          row.attempts += 1;
          claimed.push(row);
        }
        await scheduler.delay(scheduler.random.below(2), life);
        for (const row of claimed) own.add(row.id);
        return claimed.map(this.#replyOf);
      },
      hasPending: async (chatIds) => {
        await trouble();
        return this.#rows.some((row) => row.state === 'pending' && chatIds.includes(row.chatId));
      },
      renew: async (ids) => {
        await trouble();
        return ids.filter((id) => {
          const row = rowOf(id);
          if (row) row.claimedUntilMs = scheduler.nowMs + claimMs;
          return row !== undefined;
        });
      },
      settle: async (settlements) => {
        await trouble();
        for (const settlement of settlements) {
          const row = rowOf(settlement.id);
          own.delete(settlement.id);
          if (!row) continue;
          if (settlement.to === 'pending') {
            row.state = 'pending';
            if (settlement.counted) this.#countUnknowable(row.id);
          } else this.#rows = this.#rows.filter((other) => other !== row);
        }
        return this.#rows.some(({ state }) => state === 'pending');
      },
    };
  }

  #countUnknowable(id: bigint): void {
    this.unknowable.set(id, (this.unknowable.get(id) ?? 0) + 1);
  }

  messengerOf(life: ProcessLife): Messenger {
    const { scheduler } = this;
    return {
      prepare: async (chatId, reply) => async (): Promise<Outcome> => {
        const phrase = reply.do === 'say' ? reply.text[0] : undefined;
        const seq = Number(phrase?.args?.seq);
        const id = BigInt(phrase?.key ?? 0);
        const show = () => {
          this.shown.push({ chatId, seq });
          this.shownTimes.set(id, (this.shownTimes.get(id) ?? 0) + 1);
        };
        await scheduler.delay(scheduler.random.below(5), life);
        if (!scheduler.random.chance(this.weather.sendTrouble)) {
          show();
          await scheduler.delay(scheduler.random.below(5), life);
          return { kind: 'delivered', messageId: 1 };
        }
        switch (scheduler.random.below(4)) {
          case 0:
            return { kind: 'unsent', error: 'connection refused' };
          case 1:
            return { kind: 'slow-down', retryAfterMs: 1_000, error: '429' };
          case 2:
            show();
            return { kind: 'unknown', error: 'reset after' };
          default:
            return { kind: 'unknown', error: 'reset before' };
        }
      },
    };
  }
}

class SimulatedBatch implements Batch {
  readonly effects: { update: Buffered; as: 'answered' | 'buried' }[] = [];
  readonly uncounted: number[] = [];
  readonly #pause: () => Promise<void>;

  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  async answer(update: Buffered, done: unknown) {
    await this.#pause();
    const said = JSON.parse(update.payload) as Said;
    if (said.kind === 'poison') throw new Error('poison');
    if (said.kind === 'slow' && !done) return { kind: 'hash-password', password: 'secret' } as const;
    this.effects.push({ update, as: 'answered' });
    return null;
  }

  async uncountAttempt(updateId: number) {
    await this.#pause();
    this.uncounted.push(updateId);
  }

  async bury(update: Buffered) {
    this.effects.push({ update, as: 'buried' });
  }
}

function copyOf({ updateId, chatId, trace, receivedAt, payload }: Buffered): Buffered {
  return { updateId, chatId, trace, receivedAt, payload };
}
