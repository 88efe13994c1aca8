import { randomInt } from 'node:crypto';
import type { Events } from './events.ts';
import { conflict, type Refusal } from './refusal.ts';
import type { WireUpdate } from './wire.ts';

const keptForMs = 24 * 60 * 60 * 1000;
const pendingLimit = 100_000;
/** Who asks again for the same updates this soon gets only the first of them. */
const hastyMs = 500;
/** Who asks again for the same updates this soon is held as long, if there is none. */
const heldMs = 3_000;
/** How far above the next id an offset may be; beyond, it confirms nothing. */
const aheadLimit = 10;
/** Kinds that a bot gets only if it asks for them by name. */
const onRequestOnly = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** An update that the bot has not confirmed. */
export interface Pending {
  readonly update: WireUpdate;
  /** Updates of one queue are pushed to a webhook one after the other. */
  readonly queue: string;
  readonly since: number;
  /** Whether it was redelivered and not handed out since: a higher offset does not confirm it yet. */
  unconfirmable: boolean;
}

interface Poll {
  end(outcome: WireUpdate[] | Refusal): void;
}

/** The updates waiting for the bot. Ids grow by one; confirmed updates are forgotten, and old ones dropped. */
export class Updates {
  readonly #pending = new Map<number, Pending>();
  readonly #history = new Map<number, Pending>();
  readonly #keep: number;
  readonly #events: Events;
  readonly #now: () => Date;
  #nextId = randomInt(100_000_000, 900_000_000);
  #poll: Poll | null = null;
  /** The last getUpdates: its offset, and when it came (monotonic ms). */
  #asked = { offset: Number.NaN, atMs: Number.NEGATIVE_INFINITY };
  /** Whether ids in `#pending` may be out of order. */
  #disordered = false;
  /** Kinds the bot has asked for; null: the default ones. */
  allowed: readonly string[] | null = null;
  /** Called for every new update while a webhook is set. */
  push: ((pending: Pending) => void) | null = null;

  constructor(keep: number, events: Events, now: () => Date) {
    this.#keep = keep;
    this.#events = events;
    this.#now = now;
  }

  get pending(): readonly Pending[] {
    this.#dropOld();
    return [...this.#pending.values()];
  }

  get pendingCount(): number {
    this.#dropOld();
    return this.#pending.size;
  }

  isPending(updateId: number): boolean {
    return this.#pending.has(updateId);
  }

  /** Queues an update; null when the bot has not asked for its kind, or too many are waiting. */
  add(content: { readonly [kind: string]: unknown }, queue: string): number | null {
    this.#dropOld();
    if (!this.#wanted(Object.keys(content)[0]) || this.#pending.size >= pendingLimit) return null;
    const update = { update_id: this.#nextId++, ...content };
    const pending = { update, queue, since: this.#now().getTime(), unconfirmable: false };
    this.#history.set(update.update_id, pending);
    if (this.#history.size > this.#keep) {
      const [oldest] = this.#history.keys();
      if (oldest !== undefined) this.#history.delete(oldest);
    }
    this.#enqueue(pending);
    return update.update_id;
  }

  /**
   * Sends an update again, confirmed or not; with `asNew` under the next id, as Telegram does with taps. Throws when it
   * is no longer remembered.
   */
  redeliver(updateId: number, asNew: boolean): number {
    const past = this.#history.get(updateId);
    if (!past) throw new Error(`the sandbox remembers no update ${updateId}`);
    const id = asNew ? this.#nextId++ : updateId;
    const update = { ...past.update, update_id: id };
    const pending = { ...past, update, since: this.#now().getTime(), unconfirmable: true };
    this.#history.set(id, pending);
    this.#disordered = true;
    this.#enqueue(pending);
    return id;
  }

  /** Confirms one update, which is then forgotten. */
  confirm(updateId: number): void {
    this.#pending.delete(updateId);
    this.#events.emit({ kind: 'confirmed' });
  }

  /** Drops all pending updates. */
  drop(): void {
    this.#pending.clear();
    this.#events.emit({ kind: 'confirmed' });
  }

  /**
   * One getUpdates call: confirms the updates below `offset`, then fulfils with up to `limit` updates, waiting up to
   * `timeoutMs` for the first. A call with the same offset soon after the last one is slowed down: it gets a single
   * update, or waits for the first. An earlier call that is still waiting ends with 409. When `gone` aborts, the call
   * ends with none.
   */
  take(offset: number, most: number, timeoutMs: number, gone: AbortSignal): Promise<WireUpdate[]> {
    const sinceSameMs = this.#sinceSameMs(offset);
    const limit = sinceSameMs < hastyMs ? 1 : most;
    const waitMs = sinceSameMs < heldMs ? Math.max(timeoutMs, heldMs) : timeoutMs;
    this.endPoll(
      conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
    );
    this.#confirmBelow(offset);
    const ready = this.#first(limit);
    if (ready.length > 0 || waitMs === 0) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => poll.end([]), waitMs);
      const poll: Poll = {
        end: (outcome) => {
          clearTimeout(timer);
          if (this.#poll === poll) this.#poll = null;
          if (Array.isArray(outcome))
            resolve(outcome.length > 0 || gone.aborted ? outcome : this.#first(limit));
          else reject(outcome);
        },
      };
      this.#poll = poll;
      gone.addEventListener('abort', () => poll.end([]), { once: true });
    });
  }

  endPoll(why: Refusal): void {
    this.#poll?.end(why);
  }

  #enqueue(pending: Pending): void {
    this.#pending.set(pending.update.update_id, pending);
    this.#events.emit({ kind: 'update', updateId: pending.update.update_id });
    this.push?.(pending);
    this.#poll?.end([]);
  }

  #wanted(kind: string | undefined): boolean {
    if (kind === undefined) return true;
    return this.allowed ? this.allowed.includes(kind) : !onRequestOnly.has(kind);
  }

  /** How long ago the last call came, if it had the same offset. */
  #sinceSameMs(offset: number): number {
    const nowMs = performance.now();
    const sinceMs = offset === this.#asked.offset ? nowMs - this.#asked.atMs : Number.POSITIVE_INFINITY;
    this.#asked = { offset, atMs: nowMs };
    return sinceMs;
  }

  #confirmBelow(offset: number): void {
    if (offset === 0 || offset > this.#nextId + aheadLimit) return;
    const from = offset > 0 ? offset : this.#idFromEnd(-offset);
    for (const [id, { unconfirmable }] of this.#pending) {
      if (id >= from && !this.#disordered) break;
      if (id < from && !unconfirmable) this.#pending.delete(id);
    }
    this.#events.emit({ kind: 'confirmed' });
  }

  /** Id of the `count`-th last pending update; 0 when there are fewer. */
  #idFromEnd(count: number): number {
    return [...this.#pending.keys()].sort((one, other) => one - other).at(-count) ?? 0;
  }

  #first(limit: number): WireUpdate[] {
    this.#dropOld();
    const first: WireUpdate[] = [];
    for (const pending of this.#pending.values()) {
      if (first.length === limit) break;
      pending.unconfirmable = false;
      first.push(pending.update);
    }
    return first.sort((one, other) => one.update_id - other.update_id);
  }

  #dropOld(): void {
    const oldest = this.#now().getTime() - keptForMs;
    for (const [id, { since }] of this.#pending) {
      if (since > oldest) return;
      this.#pending.delete(id);
    }
  }
}
