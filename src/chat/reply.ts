import type { Period } from '../ledger/period.ts';
import type { Picture } from './picture.ts';

/**
 * Something spndr says: keys with arguments, never words (those are in locales/). Plain JSON, so that it can wait
 * in the outbox. One reply is one call to the messenger.
 */
export type Reply =
  /**
   * `to`: a chat that the person is not writing in, and the locale there. `topicId`: the topic of the chat; left out: none.
   * `promptFor`: the message whose writer is asked for words: their app begins a reply to this one.
   */
  | ({
      readonly do: 'say';
      readonly to?: { readonly chatId: number; readonly locale: string };
      readonly topicId?: number;
      readonly promptFor?: number;
    } & Message)
  /** Replaces text and buttons of a message spndr sent before. */
  | ({ readonly do: 'edit'; readonly messageId: number; readonly topicId?: number } & Message)
  /** Takes a person's message out of the chat. */
  | { readonly do: 'delete'; readonly messageId: number }
  /** Ends the waiting mark of a tapped button, with a short note where one helps. */
  | { readonly do: 'answer'; readonly tapId: string; readonly note?: Phrase }
  /** Shows the list of commands, in this chat, in the language of the reply. */
  | { readonly do: 'menu' };

/** The reply as it is said in a topic; null: in none. */
export function inTopic(reply: Reply, topicId: number | null): Reply {
  return topicId !== null && (reply.do === 'say' || reply.do === 'edit') ? { ...reply, topicId } : reply;
}

export interface Message {
  readonly text: Text;
  readonly buttons?: Buttons;
  /** Ids of the purchases that it shows: who replies to the message means one of them. */
  readonly about?: readonly string[];
  /** Drawn above the text, which then has at most 1,024 characters. A message keeps having one, or none. */
  readonly picture?: Picture;
  /** Sent with the text, which then has at most 1,024 characters. An edited message keeps having none. */
  readonly file?: FileRequest;
}

/** A file of an account's purchases: whoever sends it makes it. Plain JSON. */
export interface FileRequest {
  /** Decimal digits. */
  readonly accountId: string;
  readonly name: string;
  readonly format: string;
  /** YYYY-MM-DD; null: no bound. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Phrases are shown one below the other. */
export type Text = readonly Phrase[];

export interface Phrase {
  /** A message id of the .ftl files. */
  readonly key: string;
  readonly args?: Readonly<Record<string, Argument>>;
}

/** The phrase `key` of the .ftl files with its arguments. */
export function phrase(key: string, args?: Readonly<Record<string, Argument>>): Phrase {
  return args ? { key, args } : { key };
}

/**
 * A person's own words (shown exactly as typed), a number (plain digits), another phrase, phrases on one line with a dot
 * between them, money, a decimal number, a share, a day, a period, a moment or a weekday (these in the manner of the
 * locale).
 */
export type Argument =
  | string
  | number
  | { readonly phrase: Phrase }
  | { readonly line: readonly Phrase[] }
  | { readonly money: { readonly minor: string; readonly currency: string } }
  /** Digits, with a point before the decimals. */
  | { readonly decimal: string }
  | { readonly day: string }
  /** The first day of a month, or a day of some month, in as few letters as are clear. */
  | { readonly short: string; readonly of: 'day' | 'month' | 'year' }
  /** The same as money in a few characters: €1.2K. */
  | { readonly roughly: { readonly minor: string; readonly currency: string } }
  /** A part of a whole, 0.5 for half: 50 %. */
  | { readonly share: number }
  /** 0 is Sunday, 6 is Saturday. */
  | { readonly weekday: number }
  /** One day, "March 2025", "2025" or from one to another. */
  | { readonly period: Period }
  /** An ISO 8601 instant, shown as the time it was in this IANA time zone. */
  | { readonly moment: string; readonly timeZone: string };

/** The phrases that an argument is made of; none where it is something else. */
export function phrasesOf(argument: Argument): readonly Phrase[] {
  if (typeof argument !== 'object') return [];
  if ('line' in argument) return argument.line;
  return 'phrase' in argument ? [argument.phrase] : [];
}

/** Rows of buttons. */
export type Buttons = readonly (readonly Button[])[];

export interface Button {
  readonly label: Phrase;
  /** At most 64 bytes of UTF-8 (Telegram's limit). */
  readonly data: string;
}
