import type { Account } from '../ledger/accounts.ts';
import { visible } from '../ledger/entry/characters.ts';
import type { Command } from './commands/command.ts';
import type { OpenState, State } from './conversation.ts';
import type { Context, Work } from './converse.ts';
import type { Incoming } from './incoming.ts';
import type { Message, Phrase, Reply, Text } from './reply.ts';

/** One thing a person did, with all that answering it needs. */
export interface Turn extends Context {
  readonly incoming: Incoming;
  /** Where the conversation stands; never `lost`. */
  readonly state: OpenState | { readonly at: 'idle' };
  /** BCP 47, with the person's own style of numbers: see `mannerOf`. */
  readonly locale: string;
  readonly commands: readonly Command[];
}

/**
 * What a command or a dialogue answers. The question of `state`, if it has one, is always asked below: so a question
 * stays open until it is answered or left, whatever is said in between.
 */
export interface Said {
  /** Said above the open question, in one message with it. */
  readonly notes?: Text;
  /** Said before, as messages of their own. */
  readonly messages?: readonly Reply[];
  /** Said in other chats. */
  readonly others?: readonly Reply[];
  /** Nothing is asked again: only `messages` are sent. */
  readonly silent?: true;
  /** Nothing is kept of the conversation. */
  readonly forgotten?: true;
  /** The person's manner from now on, where that is changed: all that is answered is in it. */
  readonly locale?: string;
  readonly state: State;
}

export type Outcome = Said | { readonly needs: Work };

export const idle = { at: 'idle' } as const;

/** Says something and leaves the conversation where it is. */
export function aside(turn: Turn, ...notes: readonly Phrase[]): Said {
  return { notes, state: turn.state };
}

/** Says something and ends what was open. */
export function finish(...notes: readonly Phrase[]): Said {
  return { notes, state: idle };
}

/** Answers a tap: the message with the button becomes this one. Nothing is asked again. */
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

/** The account of a linked person's turn. Throws for a stranger's: `converse` keeps strangers out before. */
export function accountOfTurn(turn: Turn): Account {
  if (turn.account === null) throw new Error(`a stranger got as far as "${turn.state.at}"`);
  return turn.account;
}

/** Telegram's limit for a first name. */
const longestName = 64;

/** What can be seen of the person's first name, on one line; '' where that is nothing. */
export function nameOf(turn: Turn): string {
  return [...visible(turn.incoming.person.firstName)].slice(0, longestName).join('').trim();
}
