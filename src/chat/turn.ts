import type { Account } from '../ledger/accounts/accounts.ts';
import { addDays, type Day, dayAt } from '../ledger/day.ts';
import { visible } from '../ledger/entry/text/characters.ts';
import type { Command } from './commands/command.ts';
import type { OpenState, State } from './conversation.ts';
import type { Context, Work } from './converse.ts';
import type { Incoming } from './incoming.ts';
import type { Message, Phrase, Reply, Text } from './reply.ts';

/** One thing a person did, with everything needed to answer it. */
export interface Turn extends Context {
  readonly incoming: Incoming;
  /** The state of the conversation, `idle` if it was `lost`. */
  readonly state: OpenState | { readonly at: 'idle' };
  /** BCP 47, including the person's number style: see `mannerOf`. */
  readonly locale: string;
  readonly commands: readonly Command[];
}

/**
 * What a command or dialogue answers. The question of `state`, if it has one, is asked again below, so it stays open
 * until it is answered or left, whatever is said in between.
 */
export interface Said {
  /** Said above the open question, in the same message. */
  readonly notes?: Text;
  /** Sent first, as messages of their own. */
  readonly messages?: readonly Reply[];
  /** Sent to other chats. */
  readonly others?: readonly Reply[];
  /** Only `messages` are sent; no question is asked again. */
  readonly silent?: true;
  /** Nothing may be stored of the conversation any more: the account was just erased. */
  readonly forgotten?: true;
  /** The person's locale, if it has just changed; the whole answer uses it. */
  readonly locale?: string;
  readonly state: State;
}

export type Outcome = Said | { readonly needs: Work };

export const idle = { at: 'idle' } as const;

/** Says something and keeps the state. */
export function aside(turn: Turn, ...notes: readonly Phrase[]): Said {
  return { notes, state: turn.state };
}

/** Says something and ends the dialogue. */
export function finish(...notes: readonly Phrase[]): Said {
  return { notes, state: idle };
}

/** Says a message of its own, above the open question, which stays open. */
export function say(turn: Turn, message: Message): Said {
  return { messages: [{ do: 'say', ...message }], state: turn.state };
}

/** Answers a tap by replacing the message that holds the button; the open question is not asked again. */
export function showInstead(turn: Turn, tapId: string, message: Message): Said {
  return {
    messages: [
      { do: 'answer', tapId },
      { do: 'edit', messageId: turn.incoming.messageId, ...message },
    ],
    silent: true,
    state: turn.state,
  };
}

/** The account of a linked person's turn. Throws for a stranger's, whom `converse` should have stopped. */
export function accountOfTurn(turn: Turn): Account {
  if (turn.account === null) throw new Error(`a stranger got as far as "${turn.state.at}"`);
  return turn.account;
}

/** The person's day when they did this. */
export function todayOf(turn: Turn): Day {
  return dayAt(turn.incoming.at, accountOfTurn(turn).timeZone);
}

/** The day before `todayOf`. */
export function yesterdayOf(turn: Turn): Day {
  return addDays(todayOf(turn), -1);
}

/** Whether the message before was one of the same album, which is answered once. */
export function isOfSameAlbum({ incoming, conversation }: Turn): boolean {
  return incoming.album !== undefined && incoming.album === conversation.album;
}

/** Telegram's limit for a first name. */
const longestName = 64;

/** The visible characters of the person's first name, on one line; '' if there are none. */
export function nameOf(turn: Turn): string {
  return [...visible(turn.incoming.person.firstName)].slice(0, longestName).join('').trim();
}
