import type { Work, WorkResult } from '../chat/converse.ts';
import type { Reply } from '../chat/reply.ts';
import type { Buffered } from './buffer/buffer.ts';

/** One update as received, with just enough read from it to put it in order. */
export interface Update {
  readonly updateId: number;
  /** The chat it belongs to: the unit of order. */
  readonly chatId: number;
  /** The update object as JSON text. */
  readonly payload: string;
}

/** A chat has another id from now on. */
export interface ChatMove {
  readonly chatId: number;
  readonly newChatId: number;
}

/**
 * Hands an update to the intake. The promise fulfils once the update's effect is committed, and rejects with
 * `NotHandled` when that did not happen in time or the daemon is stopping: then it must not be confirmed.
 * Updates of one chat take effect in the order of the calls.
 */
export type Offer = (update: Update) => Promise<void>;

/** The update was not handled within the deadline; whoever sent it should send it again. */
export class NotHandled extends Error {
  override readonly name = 'NotHandled';
}

/**
 * What lasts: handled marks, the ledger, conversations and the outbox. Calls reject with `Unavailable` when the
 * database is out of reach or had to give up through no fault of the update; anything else thrown is the update's.
 */
export interface Store {
  /**
   * Runs `body` in one transaction that holds the locks of these partitions, but for those that another daemon holds, and
   * commits when it fulfils; fulfils with null, without running it, when there is none. `updates`: all that is answered
   * in it. What answering them begins with is read with the locks; `handled` are those that were handled before.
   */
  inPartitions<T>(
    partitions: readonly number[],
    updates: readonly Buffered[],
    body: (batch: Batch, locked: ReadonlySet<number>, handled: ReadonlySet<number>) => Promise<T>,
  ): Promise<T | null>;
  /** Which of these updates are handled. */
  handledAmong(updateIds: readonly number[]): Promise<ReadonlySet<number>>;
  /** Commits that one more attempt at this update begins; fulfils with how many that makes. */
  countAttempt(updateId: number): Promise<number>;
}

/** An open transaction. Updates of different chats may be answered beside each other. Everything answered or buried is marked handled when it commits. */
export interface Batch {
  /**
   * Answers one update: ledger, conversation and outbox. Fulfils with null when that is done, or with the work to be
   * done first; then nothing was written and the update counts as not handled.
   */
  answer(update: Buffered, done: WorkResult | null): Promise<Work | null>;
  /** Takes the last counted attempt at this update back: it was none. */
  uncountAttempt(updateId: number): Promise<void>;
  /** Makes a dead letter of an update that failed every attempt, and apologises to the person. */
  bury(update: Buffered, attempts: number, error: string): Promise<void>;
}

/** The database or the buffer is out of reach, restarting, full, or asks to try again: nobody's fault. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** The outbox as delivery sees it. A reply of a chat becomes due when all earlier ones of that chat are settled. */
export interface Outbox {
  /**
   * Commits that up to `limit` due replies are being sent by this daemon, and fulfils with them: at most one a chat,
   * none of the chats in `except`. A claim lapses by itself when it is not renewed for `claimMs`; replies whose claim
   * has lapsed are due with `lapsedToo` only.
   */
  claim(limit: number, except: readonly number[], lapsedToo: boolean): Promise<readonly OutboxReply[]>;
  /** Whether any of these chats has a reply that nobody has claimed. */
  hasPending(chatIds: readonly number[]): Promise<boolean>;
  renew(ids: readonly bigint[]): Promise<void>;
  /** Fulfils with whether more may be due now in these chats. */
  settle(settlements: readonly Settlement[]): Promise<boolean>;
}

/** How long a claim on a reply holds without renewal. Its daemon renews it long before. */
export const claimMs = 2_000;

export interface OutboxReply {
  readonly id: bigint;
  readonly chatId: number;
  readonly reply: Reply;
  readonly locale: string;
  readonly trace: string;
  readonly receivedAt: Date;
  /** How many attempts were begun at it, this one included, that were not certainly refused. */
  readonly attempts: number;
}

/** What delivery has room for, and claims in the very transaction that says it: so it is sent without being looked for. */
export interface Handover {
  /** Whose first reply is to be claimed. */
  readonly chats: ReadonlySet<number>;
  /** The transaction is committed, and these are claimed. `rest`: there is more than these to be delivered. */
  take(claimed: readonly OutboxReply[], rest: boolean): void;
  /** The transaction has ended otherwise. */
  cancel(): void;
}

/** Asks delivery what it has room for, of what is said in these chats. Its answer must be taken or cancelled. */
export type OfferReplies = (chatIds: ReadonlySet<number>) => Handover;

/** What becomes of a claimed reply. */
export type Settlement =
  /** `messageId` where the call made or changed a message. */
  | {
      readonly id: bigint;
      readonly to: 'delivered';
      readonly messageId: number | null;
      readonly receivedAt: Date;
    }
  /** Due again; `counted` when the call may have delivered it, or it could not be made ready. */
  | { readonly id: bigint; readonly to: 'pending'; readonly counted: boolean }
  | { readonly id: bigint; readonly to: 'failed'; readonly error: string }
  /** The chat cannot be reached: this and everything else in its outbox fails. */
  | { readonly id: bigint; readonly to: 'unreachable'; readonly chatId: number; readonly error: string }
  /** The chat has a new id; the reply and everything of the chat moves there and is due. */
  | { readonly id: bigint; readonly to: 'moved'; readonly chatId: number; readonly newChatId: number };

/** A file that a reply asks for, made to be sent. */
export interface MadeFile {
  /** In bytes. */
  readonly size: number;
  /** Its bytes, from the start each time. */
  open(): ReadableStream<Uint8Array>;
  dispose(): Promise<void>;
}

/** Where replies go. */
export interface Messenger {
  /**
   * Makes a reply ready to be sent: words, a picture. That may take a while, and is no part of the attempt; never throws.
   * `attempts` is that of the outbox: what failed too often is sent as plainly as can be.
   */
  prepare(chatId: number, reply: Reply, locale: string, attempts: number): Promise<Attempt>;
}

export interface Attempt {
  /** Makes exactly one attempt; never throws, never retries. */
  (signal: AbortSignal): Promise<Outcome>;
  /** Lets go of what was made ready where no attempt is going to be made. */
  dispose?(): Promise<void>;
}

/** What became of one attempt to deliver a reply. `error` is one line for logs: no token, no words of a person. */
export type Outcome =
  /** Delivered (also "message is not modified"). `messageId` where the call made a message. */
  | { readonly kind: 'delivered'; readonly messageId: number | null }
  /** The request never left (connection refused, DNS, TLS): retrying cannot double it. */
  | { readonly kind: 'unsent'; readonly error: string }
  /** What it is made from is out of reach, so no call was made: later, and the other chats need not wait. */
  | { readonly kind: 'not-ready'; readonly error: string }
  /** 429: certainly not delivered; wait. */
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
