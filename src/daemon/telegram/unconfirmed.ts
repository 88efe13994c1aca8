import type { Logger } from 'pino';
import { NotHandled, type Offer, type Update } from '../ports.ts';
import { readUpdate, updateIdOf } from './decode.ts';
import { redact } from './errors.ts';

/**
 * The updates that long polling has received and not confirmed: which were offered, which are handled, and so which
 * `offset` may be sent. Ids are only compared with others in here: after a week without updates Telegram continues from
 * a random id.
 */
export interface Unconfirmed {
  /**
   * Takes the answer to a getUpdates, and offers, in order, what is new and what is due again. Returns how many updates
   * it offered, and how many items it skipped because they have no update id.
   */
  receive(batch: readonly unknown[]): { readonly offered: number; readonly unreadable: number };
  /** The offset that confirms what is handled and nothing else; undefined before anything was received. */
  offset(): number | undefined;
  /** That offset. To be called only right before a getUpdates, as it forgets what that confirms. */
  nextOffset(): number | undefined;
  /** How many updates Telegram would send again; 0 when all received ones may be confirmed. */
  size(): number;
  /** Whether some update must be offered again once Telegram has sent it again. */
  hasDue(): boolean;
  /** How many offers are pending. */
  inHand(): number;
}

export interface AgainPace {
  /**
   * How long an update waits after it was not handled before it is offered again; doubles each time, up to the longest.
   */
  readonly firstMs: number;
  readonly longestMs: number;
}

interface Entry {
  readonly chatId: number;
  /** 'due': to be offered when Telegram sends it again, though not before `againAt`. */
  state: 'offered' | 'handled' | 'due';
  refusals: number;
  /** How many answers in a row, since it is due, should have contained it and did not. */
  misses: number;
  /** On the clock of performance.now(). */
  againAt: number;
}

/** A single miss may be a glitch of the server's, and an update forgotten here may get confirmed unhandled. */
const missesWhenGone = 3;

/** No update received yet. `onSettled` is called whenever an offer has been settled. */
export function trackUnconfirmed(
  offer: Offer,
  options: { readonly log: Logger; readonly pace: AgainPace; readonly onSettled: () => void },
): Unconfirmed {
  const { log, pace, onSettled } = options;
  /** In the order received, which is that of their ids. */
  const entries = new Map<number, Entry>();
  let confirmable: number | undefined;

  const count = (state: Entry['state']) =>
    [...entries.values()].filter((entry) => entry.state === state).length;

  function handledPrefix(): number[] {
    const ids: number[] = [];
    for (const [id, entry] of entries) {
      if (entry.state !== 'handled') break;
      ids.push(id);
    }
    return ids;
  }

  function offset(): number | undefined {
    const open = [...entries].filter(([, entry]) => entry.state !== 'handled').map(([id]) => id);
    if (open.length > 0) return Math.min(...open);
    const last = [...entries.keys()].at(-1);
    return last === undefined ? confirmable : last + 1;
  }

  function nextOffset(): number | undefined {
    for (const id of handledPrefix()) {
      // not before now: the answer to the getUpdates under way might have contained it once more
      entries.delete(id);
      confirmable = id + 1;
    }
    return offset();
  }

  async function start(update: Update, entry: Entry): Promise<void> {
    entry.state = 'offered';
    try {
      await offer(update);
      entry.state = 'handled';
    } catch (error) {
      entry.state = 'due';
      entry.againAt = performance.now() + Math.min(pace.firstMs * 2 ** entry.refusals, pace.longestMs);
      entry.refusals += 1;
      const expected = error instanceof NotHandled;
      log[expected ? 'info' : 'error'](
        { updateId: update.updateId, error: redact(error) },
        'update not handled',
      );
    }
    onSettled();
  }

  /**
   * Forgets updates that are due but absent from answers: Telegram no longer has them; they expired, or were confirmed
   * elsewhere.
   */
  function forgetGone(received: ReadonlySet<number>): void {
    const last = received.size > 0 ? Math.max(...received) : Number.POSITIVE_INFINITY;
    for (const [id, entry] of entries) {
      if (entry.state !== 'due' || received.has(id) || id > last) continue;
      entry.misses += 1;
      if (entry.misses < missesWhenGone) continue;
      entries.delete(id);
      log.warn({ updateId: id }, 'Telegram no longer has this update, which was not handled');
    }
  }

  function receive(batch: readonly unknown[]): { offered: number; unreadable: number } {
    const received = new Set<number>();
    /** Chats in which an earlier update must wait: later ones must not overtake it. */
    const held = new Set<number>();
    let offered = 0;
    let unreadable = 0;
    for (const raw of batch) {
      const id = updateIdOf(raw);
      if (id === null) {
        unreadable += 1;
        continue;
      }
      received.add(id);
      const known = entries.get(id);
      if (known) known.misses = 0;
      if (known && known.state !== 'due') continue;
      const update = readUpdate(raw);
      const entry = known ?? {
        chatId: update?.chatId ?? 0,
        state: 'due',
        refusals: 0,
        misses: 0,
        againAt: 0,
      };
      entries.set(id, entry);
      if (!update) {
        entry.state = 'handled';
        log.warn({ updateId: id }, 'unreadable update confirmed');
        continue;
      }
      if (held.has(entry.chatId) || entry.againAt > performance.now()) {
        held.add(entry.chatId);
        continue;
      }
      offered += 1;
      void start(update, entry);
    }
    if (unreadable > 0) log.warn({ count: unreadable }, 'Telegram sent something without an update id');
    forgetGone(received);
    return { offered, unreadable };
  }

  return {
    receive,
    offset,
    nextOffset,
    size: () => entries.size - handledPrefix().length,
    hasDue: () => count('due') > 0,
    inHand: () => count('offered'),
  };
}
