import type { Period } from '../ledger/reports/period.ts';
import type { Picture } from './picture.ts';

/**
 * Something spndr says: keys with arguments; the words are in locales/. Plain JSON, since it waits in the outbox. One
 * reply is one call to the messenger.
 */
export type Reply =
  /**
   * `to`: another chat to say it in, and the locale there. `topicId`: the chat's topic; absent: none. `promptFor`: the
   * message whose writer's app opens a reply to this one.
   */
  | ({
      readonly do: 'say';
      readonly to?: { readonly chatId: number; readonly locale: string };
      readonly topicId?: number;
      readonly promptFor?: number;
    } & Message)
  /** Replaces text and buttons of a message spndr sent before. */
  | ({ readonly do: 'edit'; readonly messageId: number; readonly topicId?: number } & Message)
  /** Deletes a person's message. */
  | { readonly do: 'delete'; readonly messageId: number }
  /** Ends a tapped button's progress indicator, with a short note if that helps. */
  | { readonly do: 'answer'; readonly tapId: string; readonly note?: Phrase }
  /** Sets the command menu of this chat, in the language of the reply. */
  | { readonly do: 'menu' };

/** The reply in a topic; null: in none. */
export function inTopic(reply: Reply, topicId: number | null): Reply {
  return topicId !== null && (reply.do === 'say' || reply.do === 'edit') ? { ...reply, topicId } : reply;
}

/**
 * The reply in the supergroup that its group has become, where other messages have the numbers it names: a change is
 * said anew. Null: nothing is left to do.
 */
export function inSupergroup(reply: Reply): Reply | null {
  if (reply.do === 'delete') return null;
  if (reply.do === 'edit') {
    const { messageId: _, ...message } = reply;
    return { ...message, do: 'say' };
  }
  if (reply.do !== 'say') return reply;
  const { promptFor: _, ...message } = reply;
  return message;
}

export interface Message {
  readonly text: Text;
  readonly buttons?: Buttons;
  /** Ids of the purchases shown: a reply to the message is about one of them. */
  readonly about?: readonly string[];
  /** Drawn above the text, which is then limited to 1,024 characters. An edit cannot add or remove the picture. */
  readonly picture?: Picture;
  /** Sent with the text, which is then limited to 1,024 characters. An edit cannot add a file. */
  readonly file?: FileRequest;
}

/** A file of an account's purchases, made by whoever sends it. Plain JSON. */
export interface FileRequest {
  /** Decimal digits. */
  readonly accountId: string;
  readonly name: string;
  readonly format: string;
  /** YYYY-MM-DD; null: no bound. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Phrases, one per line. */
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
 * A person's own words (shown exactly as typed), a number (plain digits), another phrase, phrases on one line with a
 * dot between them, or a value that is formatted for the locale.
 */
export type Argument =
  | string
  | number
  | { readonly phrase: Phrase }
  | { readonly line: readonly Phrase[] }
  | { readonly money: { readonly minor: string; readonly currency: string } }
  /** A decimal number: digits with a point before the decimals. */
  | { readonly decimal: string }
  | { readonly day: string }
  /** A day, or the month or year it is in, abbreviated. */
  | { readonly short: string; readonly of: 'day' | 'month' | 'year' }
  /** Money, abbreviated: €1.2K. */
  | { readonly roughly: { readonly minor: string; readonly currency: string } }
  /** A share of a whole: 0.5 for 50 %. */
  | { readonly share: number }
  /** 0 is Sunday, 6 is Saturday. */
  | { readonly weekday: number }
  /** One day, "March 2025", "2025" or from one to another. */
  | { readonly period: Period }
  /** An ISO 8601 instant, shown as the time it was in this IANA time zone. */
  | { readonly moment: string; readonly timeZone: string };

/** The phrases in an argument; none where it has none. */
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
