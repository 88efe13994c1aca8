import { TelegramApiError } from 'node-telegram-bot-api';
import pino from 'pino';
import { NotHandled, type Offer, type Update } from '../../../src/daemon/ports.ts';
import { deferred } from './servers.ts';

interface Call {
  readonly offset: number | undefined;
  readonly timeout: number;
}

/**
 * Telegram's side of getUpdates: an offset forgets what is below it, an empty queue holds the call until there is
 * something or it is aborted. `failures` are thrown first, one per call.
 */
export function fakeTelegram() {
  let queue: { update_id: number }[] = [];
  let news = deferred();
  let called = deferred();
  const calls: Call[] = [];
  const failures: unknown[] = [];
  /** Ids went on from a lower one: an offset above them all means nothing. */
  let restarted = false;

  async function getUpdates(params: Record<string, unknown> = {}, signal?: AbortSignal): Promise<never> {
    const offset = params.offset as number | undefined;
    calls.push({ offset, timeout: params.timeout as number });
    called.resolve();
    called = deferred();
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    if (failures.length > 0) throw failures.shift();
    const last = queue.at(-1)?.update_id ?? 0;
    if (offset !== undefined && !(restarted && offset > last + 1)) {
      queue = queue.filter(({ update_id: id }) => id === undefined || id >= offset);
    }
    if (queue.length === 0 && Number(params.timeout) > 0) {
      const aborted = deferred();
      const abort = () => aborted.reject(signal?.reason as Error);
      signal?.addEventListener('abort', abort, { once: true });
      await Promise.race([news.promise, aborted.promise]);
    }
    return queue.slice(0, params.limit as number) as never;
  }

  return {
    api: { getUpdates },
    calls,
    failures,
    /** Raw things, as Telegram would send them. */
    push(...raw: unknown[]) {
      queue.push(...(raw as typeof queue));
      news.resolve();
      news = deferred();
    },
    /** Text messages with these ids, in one chat each unless told. */
    say(ids: readonly number[], chatId?: number) {
      this.push(...ids.map((id) => update(id, chatId ?? id)));
    },
    ids: () => queue.map((update) => update.update_id),
    /** Takes everything away, as when another poller has confirmed it. */
    clear() {
      queue = [];
    },
    restartIds() {
      restarted = true;
    },
    /** Fulfils with the first call from now on; or, with an offset, once there was one with it. */
    async called(offset?: number): Promise<Call> {
      const from = offset === undefined ? calls.length : 0;
      while (true) {
        const call = calls.slice(from).find((made) => offset === undefined || made.offset === offset);
        if (call) return call;
        await called.promise;
      }
    },
  };
}

export function update(id: number, chatId: number) {
  const chat = { id: chatId, type: 'private' };
  return { update_id: id, message: { message_id: id, date: 1, chat, from: { id: chatId }, text: 'x' } };
}

/** An intake whose every offer the test decides. */
export function fakeIntake() {
  const offers: { id: number; settle: ReturnType<typeof deferred> }[] = [];
  let offered = deferred();
  const offer: Offer = (update: Update) => {
    const settle = deferred();
    offers.push({ id: update.updateId, settle });
    offered.resolve();
    offered = deferred();
    return settle.promise;
  };
  const last = (id: number) => offers.findLast((made) => made.id === id);
  return {
    offer,
    ids: () => offers.map((made) => made.id),
    async offered(count: number) {
      while (offers.length < count) await offered.promise;
    },
    handle: (...ids: number[]) => {
      for (const id of ids) last(id)?.settle.resolve();
    },
    refuse: (...ids: number[]) => {
      for (const id of ids) last(id)?.settle.reject(new NotHandled());
    },
  };
}

export const apiError = (code: number, description: string, parameters?: object) =>
  new TelegramApiError(code, description, parameters);

/** A logger that keeps its lines. */
export function keptLog() {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const saying = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
  return { log, lines, saying };
}
