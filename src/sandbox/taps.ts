import { randomInt } from 'node:crypto';
import type { Events } from './events.ts';
import { badRequest } from './refusal.ts';

interface OpenTap {
  readonly chatId: number;
  readonly since: number;
}

/** Callback queries, each of which can be answered once. */
export class Taps {
  readonly #open = new Map<string, OpenTap>();
  readonly #notes = new Map<string, string>();
  readonly #expireMs: number;
  readonly #keep: number;
  readonly #events: Events;
  readonly #now: () => Date;

  constructor(options: { expireMs: number; keep: number; events: Events; now: () => Date }) {
    this.#expireMs = options.expireMs;
    this.#keep = options.keep;
    this.#events = options.events;
    this.#now = options.now;
  }

  /** Opens a query; returns its id. */
  open(chatId: number): string {
    const id = `${randomInt(2 ** 40)}${String(randomInt(1_000_000)).padStart(6, '0')}`;
    this.#open.set(id, { chatId, since: this.#now().getTime() });
    forgetOldest(this.#open, this.#keep);
    return id;
  }

  /** The note shown to the person ('' for none); null: the tap is not answered. */
  note(id: string): string | null {
    return this.#notes.get(id) ?? null;
  }

  answer(id: string, note: string): void {
    const tap = this.#open.get(id);
    this.#open.delete(id);
    if (!tap || this.#now().getTime() - tap.since > this.#expireMs) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    this.#notes.set(id, note);
    forgetOldest(this.#notes, this.#keep);
    this.#events.emit({ kind: 'tap-answered', tapId: id, chatId: tap.chatId, note });
  }
}

function forgetOldest(map: Map<string, unknown>, keep: number): void {
  const [oldest] = map.keys();
  if (map.size > keep && oldest !== undefined) map.delete(oldest);
}
