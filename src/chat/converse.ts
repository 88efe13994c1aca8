import { type Account, mannerOf } from '../ledger/accounts/accounts.ts';
import type { Ledger } from '../ledger/storage/database.ts';
import type { Foreseen } from '../ledger/updates/batch.ts';
import { answerData } from './buttons.ts';
import { commands } from './commands/registry.ts';
import type { Conversation, OpenState, State } from './conversation.ts';
import { canBeOpenFor, isOffer, questionOf } from './dialogues/steps.ts';
import type { FileWork, FileWorkResult } from './file-work.ts';
import type { Incoming } from './incoming.ts';
import { readLanguage } from './language.ts';
import { phrase, type Reply } from './reply.ts';
import { respond } from './respond.ts';
import type { Rules } from './rules.ts';
import { obeyTap } from './tap.ts';
import { idle, isOfSameAlbum, type Outcome, type Said, type Turn } from './turn.ts';

/** What `converse` needs besides what the person did. It queries through `ledger`; its caller commits. */
export interface Context {
  readonly ledger: Ledger;
  readonly botId: number;
  readonly rules: Rules;
  readonly conversation: Conversation;
  /** The account this person is linked to; null for a stranger. */
  readonly account: Account | null;
  /** What turning this message into entries starts from, read ahead; null or absent: not read yet. */
  readonly foreseen?: Foreseen | null;
  /** When it is processed; when the person acted is `incoming.at`. */
  readonly now: Date;
  /** The result of the work that an earlier call for the same `incoming` asked for; null: no work was done. */
  readonly done: WorkResult | null;
}

/** Slow work that must not hold a transaction. */
export type Work = PasswordWork | FileWork;

/** Passwords exist in memory only. */
export type PasswordWork =
  | { readonly kind: 'hash-password'; readonly password: string }
  | { readonly kind: 'verify-password'; readonly password: string; readonly hash: string | null };

export type WorkResult = PasswordResult | FileWorkResult;

export type PasswordResult =
  /** Null: the password is among the most common ones. */
  | { readonly kind: 'hash-password'; readonly hash: string | null }
  | {
      readonly kind: 'verify-password';
      /** The hash it was compared with; null: there was none. */
      readonly hash: string | null;
      readonly matches: boolean;
      /** A new hash to store, if the one that matched was made with outdated parameters; else null. */
      readonly rehashed: string | null;
    };

export type Answer =
  /** `conversation`: to be stored; null: nothing may be stored of it. `locale`: of the replies. */
  | {
      readonly replies: readonly Reply[];
      readonly conversation: Conversation | null;
      readonly locale: string;
    }
  | { readonly needs: Work };

/**
 * Answers one thing a person did. Either everything is recorded in `context.ledger` and answered, or the answer names
 * the work it needs first: then nothing was written, and the call is to be repeated with `context.done`.
 */
export async function converse(incoming: Incoming, context: Context): Promise<Answer> {
  const turn = beginTurn(incoming, context);
  const outcome = isKeptOut(turn) ? turnAway(turn) : await answer(turn);
  if ('needs' in outcome) return outcome;
  const { state, step } = context.conversation;
  const conversation = { state: outcome.state, step: isSame(state, outcome.state) ? step : step + 1 };
  return {
    replies: [...sayAll(turn, outcome, conversation), ...(outcome.others ?? [])],
    conversation: outcome.forgotten ? null : rememberingAlbum(conversation, incoming),
    locale: outcome.locale ?? turn.locale,
  };
}

function rememberingAlbum(conversation: Conversation, { album }: Incoming): Conversation {
  if (album === undefined) return conversation;
  const state = { ...conversation.state, album };
  return { ...conversation, state };
}

function answer(turn: Turn): Outcome | Promise<Outcome> {
  const { act } = turn.incoming;
  return act.kind === 'button' ? obeyTap(turn, act) : respond(turn, act);
}

/** Whether this is a stranger whom the operator has not allowed. */
function isKeptOut({ account, rules, incoming }: Turn): boolean {
  return account === null && rules.allowed !== null && !rules.allowed.has(incoming.person.id);
}

function turnAway(turn: Turn): Said {
  const { chat, act } = turn.incoming;
  const note = phrase('not-allowed');
  const messages: readonly Reply[] =
    act.kind === 'button'
      ? [{ do: 'answer', tapId: act.tapId, note }]
      : chat.kind === 'group' || isOfSameAlbum(turn)
        ? []
        : [{ do: 'say', text: [note] }];
  return { messages, silent: true, state: turn.state };
}

function beginTurn(incoming: Incoming, context: Context): Turn {
  const { state } = context.conversation;
  const { account } = context;
  // A question may be open for a stranger who has been linked in another chat since, or vice versa.
  const open = state.at !== 'idle' && state.at !== 'lost' && canBeOpenFor(state, account !== null);
  const locale = account ? mannerOf(account) : readLanguage(incoming.person.language);
  return { ...context, incoming, locale, commands, state: open ? state : idle };
}

function isSame(before: State, after: State): boolean {
  return before === after || (before.at === 'idle' && after.at === 'idle');
}

/** Whether the question of a state is asked now: always, except for an offer made earlier. */
function isAsked(turn: Turn, state: State): state is OpenState {
  if (state.at === 'idle' || state.at === 'lost') return false;
  return !isOffer(state) || state !== turn.state;
}

/** The replies: what was said, followed by the question now open, with its buttons. */
function sayAll(turn: Turn, said: Said, conversation: Conversation): readonly Reply[] {
  if (said.silent) return said.messages ?? [];
  const { state, step } = conversation;
  const lost = turn.conversation.state.at === 'lost' ? [phrase('lost-thread')] : [];
  const question = isAsked(turn, state) ? questionOf(state) : null;
  const messages = said.messages ?? [];
  const before: readonly Reply[] = lost.length > 0 && messages.length > 0 ? [{ do: 'say', text: lost }] : [];
  const text = [...(before.length > 0 ? [] : lost), ...(said.notes ?? []), ...(question?.text ?? [])];
  const buttons = (question?.choices ?? []).map((row) =>
    row.map(({ label, says }) => ({ label, data: answerData(turn.incoming.person.id, step, says) })),
  );
  if (text.length === 0) return [...before, ...messages];
  const asked = buttons.length > 0 ? { buttons } : question ? promptIn(turn.incoming) : {};
  return [...before, ...messages, { do: 'say', text, ...asked }];
}

/** In a group the bot may only see commands and replies to its messages, so the answer has to be a reply. */
function promptIn({ chat, act, messageId }: Incoming): { readonly promptFor?: number } {
  const wrote = act.kind !== 'button' && act.kind !== 'edit';
  return chat.kind === 'group' && wrote ? { promptFor: messageId } : {};
}
