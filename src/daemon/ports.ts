import type { Work, WorkResult } from '../chat/converse.ts';
import type { Reply } from '../chat/reply.ts';
import type { Buffered } from './buffer/buffer.ts';

/** One update as received, with just what is needed to put it in order. */
export interface Update {
  readonly updateId: number;
  /** The chat it belongs to; updates of one chat are handled in order. */
  readonly chatId: number;
  /** The update object as JSON text. */
  readonly payload: string;
}

/** A chat's id has changed. */
export interface ChatMove {
  readonly chatId: number;
  readonly newChatId: number;
}

/**
 * Hands an update to intake. Fulfils once its effect is committed; rejects with `NotHandled` when that has not happened
 * in time or the daemon is stopping: then the update must not be confirmed to Telegram. Updates of one chat take effect
 * in the order of the calls.
 */
export type Offer = (update: Update) => Promise<void>;

/** The update was not handled in time: whoever sent it should send it again. */
export class NotHandled extends Error {
  override readonly name = 'NotHandled';
}

/**
 * Durable storage: handled marks, the ledger, conversations and the outbox. Calls reject with `Unavailable` when the
 * database is out of reach or aborted through no fault of the update; any other error is the update's own.
 */
export interface Store {
  /**
   * Runs `body` in one transaction that holds the locks of these partitions, except those held elsewhere, and commits
   * when `body` fulfils. Fulfils with null, without running it, when no lock was free. `updates`: all that `body` may
   * answer; what their answers start from is read along with the locks. `body` gets the partitions that are locked and
   * the ids of updates handled before.
   */
  inPartitions<T>(
    partitions: readonly number[],
    updates: readonly Buffered[],
    body: (batch: Batch, locked: ReadonlySet<number>, handled: ReadonlySet<number>) => Promise<T>,
  ): Promise<T | null>;
  /** Which of these updates are handled. */
  handledAmong(updateIds: readonly number[]): Promise<ReadonlySet<number>>;
  /** Commits that another attempt at this update begins; fulfils with its number, from 1. */
  countAttempt(updateId: number): Promise<number>;
}

/**
 * An open transaction. Updates of different chats may be answered concurrently. On commit, all that were answered or
 * buried are marked as handled.
 */
export interface Batch {
  /**
   * Answers one update: changes the ledger and the conversation, and adds replies to the outbox. Fulfils with null when
   * done, or with slow work to be done first; then nothing was written and the update is not handled. `done` is the
   * result of such work.
   */
  answer(update: Buffered, done: WorkResult | null): Promise<Work | null>;
  /** Undoes the last `countAttempt` of this update, which turned out not to be an attempt. */
  uncountAttempt(updateId: number): Promise<void>;
  /** Makes an update that failed every attempt a dead letter, and apologises to the person. */
  bury(update: Buffered, attempts: number, error: string): Promise<void>;
}

/** The database or the buffer is out of reach, restarting, full, or asks for a retry: not the update's fault. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** The outbox as delivery sees it. A reply becomes due when all earlier ones of its chat are settled. */
export interface Outbox {
  /**
   * Claims up to `limit` due replies for this daemon, and fulfils with them once that is committed: at most one per
   * chat, none of the chats in `except`. A claim lapses unless renewed within `claimMs`; replies with a lapsed claim
   * are only due if `lapsedToo`.
   */
  claim(limit: number, except: readonly number[], lapsedToo: boolean): Promise<readonly OutboxReply[]>;
  /** Whether any of these chats has an unclaimed reply. */
  hasPending(chatIds: readonly number[]): Promise<boolean>;
  /** Renews claims, and fulfils with those that this daemon still has. */
  renew(ids: readonly bigint[]): Promise<readonly bigint[]>;
  /** Records what became of claimed replies. Fulfils with whether more may be due in their chats now. */
  settle(settlements: readonly Settlement[]): Promise<boolean>;
}

/** How long a claim on a reply holds without renewal; its daemon renews it long before. */
export const claimMs = 2_000;

export interface OutboxReply {
  readonly id: bigint;
  readonly chatId: number;
  readonly reply: Reply;
  readonly locale: string;
  readonly trace: string;
  readonly receivedAt: Date;
  /** How many attempts have begun, this one included, without those that are known not to have delivered it. */
  readonly attempts: number;
}

/**
 * Room that delivery has reserved for replies, to be claimed in the transaction that says them, so that they can be
 * sent without looking for them in the outbox.
 */
export interface Handover {
  /** The chats whose first reply is to be claimed. */
  readonly chats: ReadonlySet<number>;
  /** To be called once the transaction has committed and claimed these. `rest`: it left more to deliver. */
  take(claimed: readonly OutboxReply[], rest: boolean): void;
  /** To be called if the transaction did not commit. */
  cancel(): void;
}

/** Asks delivery for room for replies to these chats. `take` or `cancel` of the result must be called. */
export type OfferReplies = (chatIds: ReadonlySet<number>) => Handover;

/** What becomes of a claimed reply. */
export type Settlement =
  /** `messageId`: the message that the call sent or changed; null: none. */
  | {
      readonly id: bigint;
      readonly to: 'delivered';
      readonly messageId: number | null;
      readonly receivedAt: Date;
    }
  /** Due again. `counted`: the attempt counts, because it may have delivered the reply or could not be made ready. */
  | { readonly id: bigint; readonly to: 'pending'; readonly counted: boolean }
  | { readonly id: bigint; readonly to: 'failed'; readonly error: string }
  /** The chat cannot be reached: this reply and all others waiting for it fail. */
  | { readonly id: bigint; readonly to: 'unreachable'; readonly chatId: number; readonly error: string }
  /** The chat has a new id: all its replies move there, and this one is due again. */
  | { readonly id: bigint; readonly to: 'moved'; readonly chatId: number; readonly newChatId: number };

/** A file that a reply asks for, ready to be sent. */
export interface MadeFile {
  /** In bytes. */
  readonly size: number;
  /** Its bytes, from the start each time. */
  open(): ReadableStream<Uint8Array>;
  dispose(): Promise<void>;
}

/** Delivers replies to people. */
export interface Messenger {
  /**
   * Makes a reply ready to send: renders its words, draws its picture. May take a while and is not part of the attempt;
   * never rejects. `attempts` is the outbox's: a reply that failed too often is sent as plainly as possible.
   */
  prepare(chatId: number, reply: Reply, locale: string, attempts: number): Promise<Attempt>;
}

export interface Attempt {
  /** Makes exactly one attempt; never rejects, never retries. */
  (signal: AbortSignal): Promise<Outcome>;
  /** Frees what was made ready. To be called if no attempt will be made. */
  dispose?(): Promise<void>;
}

/** What became of one attempt to deliver a reply. `error` is one line for logs: no token, no words of a person. */
export type Outcome =
  /**
   * Delivered, or there was nothing left to do ("message is not modified"). `messageId`: the message sent or changed;
   * null: none.
   */
  | { readonly kind: 'delivered'; readonly messageId: number | null }
  /** The request never left (connection refused, DNS, TLS): retrying cannot double it. */
  | { readonly kind: 'unsent'; readonly error: string }
  /**
   * What the reply is made from is out of reach, so no call was made: to be retried later; other chats need not wait.
   */
  | { readonly kind: 'not-ready'; readonly error: string }
  /** 429: certainly not delivered; wait this long. */
  | { readonly kind: 'slow-down'; readonly retryAfterMs: number; readonly error: string }
  /** Timeout, reset, 5xx or an unreadable answer after the request was written: it may have been delivered. */
  | { readonly kind: 'unknown'; readonly error: string }
  /** The person blocked the bot, or the chat is gone. */
  | { readonly kind: 'unreachable'; readonly error: string }
  /** The group became a supergroup with this id. */
  | { readonly kind: 'moved'; readonly chatId: number }
  /** Refused for good (400 and the like): this reply can never be delivered. */
  | { readonly kind: 'rejected'; readonly error: string }
  /** 401: the token is not valid; nothing can be delivered. */
  | { readonly kind: 'unauthorized'; readonly error: string };
