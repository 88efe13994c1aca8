import { type Account, mannerOf } from '../ledger/accounts.ts';
import type { Foreseen } from '../ledger/batch.ts';
import type { Ledger } from '../ledger/database.ts';
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
import { idle, type Outcome, type Said, type Turn } from './turn.ts';

/** What `converse` is given besides what the person did. Queries go through `ledger`, whose caller commits. */
export interface Context {
  readonly ledger: Ledger;
  readonly botId: number;
  readonly rules: Rules;
  readonly conversation: Conversation;
  /** The account this person is linked to; null for a stranger. */
  readonly account: Account | null;
  /** What making entries of this message begins with; null or absent: it has to be looked for. */
  readonly foreseen?: Foreseen | null;
  /** The processing moment. The person's own moment is `incoming.at`. */
  readonly now: Date;
  /** The result of the work that an earlier call for the same incoming asked for. */
  readonly done: WorkResult | null;
}

/** Slow work that must not hold a transaction. */
export type Work = PasswordWork | FileWork;

/** Passwords travel only in memory. */
export type PasswordWork =
  | { readonly kind: 'hash-password'; readonly password: string }
  | { readonly kind: 'verify-password'; readonly password: string; readonly hash: string | null };

export type WorkResult = PasswordResult | FileWorkResult;

export type PasswordResult =
  /** Null: the password is one of the most used. */
  | { readonly kind: 'hash-password'; readonly hash: string | null }
  | {
      readonly kind: 'verify-password';
      /** What the password was compared with; null: there was nothing. */
      readonly hash: string | null;
      readonly matches: boolean;
      /** What to keep instead of the hash that matched, where that was made otherwise than it would be now; else null. */
      readonly rehashed: string | null;
    };

export type Answer =
  /** `conversation`: null where nothing is to be kept of it. `locale`: that of the replies. */
  | {
      readonly replies: readonly Reply[];
      readonly conversation: Conversation | null;
      readonly locale: string;
    }
  | { readonly needs: Work };

/**
 * Answers one thing a person did. Either all is said and recorded (in `context.ledger`), or the answer names the
 * work it needs; then nothing was written and the same call is repeated with `context.done`.
 */
export async function converse(incoming: Incoming, context: Context): Promise<Answer> {
  const turn = beginTurn(incoming, context);
  const outcome = isKeptOut(turn) ? turnAway(turn) : await answer(turn);
  if ('needs' in outcome) return outcome;
  const { state, step } = context.conversation;
  const conversation = { state: outcome.state, step: isSame(state, outcome.state) ? step : step + 1 };
  return {
    replies: [...sayAll(turn, outcome, conversation), ...(outcome.others ?? [])],
    conversation: outcome.forgotten ? null : conversation,
    locale: outcome.locale ?? turn.locale,
  };
}

function answer(turn: Turn): Outcome | Promise<Outcome> {
  const { act } = turn.incoming;
  return act.kind === 'button' ? obeyTap(turn, act) : respond(turn, act);
}

/** Whether this is a stranger whom the operator does not want here. */
function isKeptOut({ account, rules, incoming }: Turn): boolean {
  return account === null && rules.allowed !== null && !rules.allowed.has(incoming.person.id);
}

function turnAway(turn: Turn): Said {
  const { chat, act } = turn.incoming;
  const note = phrase('not-allowed');
  const messages: readonly Reply[] =
    act.kind === 'button'
      ? [{ do: 'answer', tapId: act.tapId, note }]
      : chat.kind === 'group'
        ? []
        : [{ do: 'say', text: [note] }];
  return { messages, silent: true, state: turn.state };
}

function beginTurn(incoming: Incoming, context: Context): Turn {
  const { state } = context.conversation;
  const { account } = context;
  // A question can be open for a stranger who has been linked since in another chat, and the other way round.
  const open = state.at !== 'idle' && state.at !== 'lost' && canBeOpenFor(state, account !== null);
  const locale = account ? mannerOf(account) : readLanguage(incoming.person.language);
  return { ...context, incoming, locale, commands, state: open ? state : idle };
}

function isSame(before: State, after: State): boolean {
  return before === after || (before.at === 'idle' && after.at === 'idle');
}

/** Whether the question of a state is asked now: always, unless it is an offer that was made before. */
function isAsked(turn: Turn, state: State): state is OpenState {
  if (state.at === 'idle' || state.at === 'lost') return false;
  return !isOffer(state) || state !== turn.state;
}

/** What was said, and below it the question that is now open, with its buttons. */
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

/** In a group a bot may hear nothing but commands and replies to it: what answers a question there is to be one. */
function promptIn({ chat, act, messageId }: Incoming): { readonly promptFor?: number } {
  const wrote = act.kind !== 'button' && act.kind !== 'edit';
  return chat.kind === 'group' && wrote ? { promptFor: messageId } : {};
}
