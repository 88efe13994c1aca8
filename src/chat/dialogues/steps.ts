import type { OpenState, State, StateAt } from '../conversation.ts';
import type { Outcome, Turn } from '../turn.ts';
import { abort } from './abort.ts';
import { confirmMerge, mergeCategory, renameCategory } from './categories.ts';
import { deletion } from './delete.ts';
import { setDigestTime, setQuiet } from './digests.ts';
import { entryItem } from './entry-item.ts';
import { erasure } from './erase.ts';
import { importing } from './import-file.ts';
import { logInEmail, logInPassword } from './log-in.ts';
import { newCategory, newItem, newPrice, newVendor } from './new-purchase.ts';
import { editRecurring, endRecurring } from './recurring.ts';
import { setChoice } from './set-choice.ts';
import { firstCurrency, setCurrency } from './set-currency.ts';
import { setPassword } from './set-password.ts';
import { setZone } from './set-zone.ts';
import { inviteCode, signUpEmail, signUpOffer, signUpPassword, wayIn } from './sign-up.ts';
import type { Question, Step } from './step.ts';

const steps: { readonly [At in OpenState['at']]: Step<StateAt<At>> } = {
  'sign-up-offer': signUpOffer,
  'way-in': wayIn,
  'invite-code': inviteCode,
  'sign-up-email': signUpEmail,
  'sign-up-password': signUpPassword,
  'log-in-email': logInEmail,
  'log-in-password': logInPassword,
  'new-item': newItem,
  'new-price': newPrice,
  'new-vendor': newVendor,
  'new-category': newCategory,
  'new-entry-item': entryItem,
  'rename-category': renameCategory,
  'merge-category': mergeCategory,
  'confirm-merge': confirmMerge,
  'set-digest': setDigestTime,
  'set-quiet': setQuiet,
  'edit-recurring': editRecurring,
  'end-recurring': endRecurring,
  abort,
  delete: deletion,
  erase: erasure,
  'import-file': importing,
  'first-currency': firstCurrency,
  'set-currency': setCurrency,
  'set-zone': setZone,
  'set-password': setPassword,
  'set-choice': setChoice,
};

/** The question of a state. */
export function questionOf(state: OpenState): Question {
  return stepOf(state).ask(state);
}

/** Handles an answer, typed or tapped, to the question of `state`. */
export async function hear(words: string, state: OpenState, turn: Turn): Promise<Outcome> {
  return stepOf(state).hear(words, state, turn);
}

/** Whether the question of a state is an offer: see `Step.takes`. */
export function isOffer(state: OpenState): boolean {
  return stepOf(state).takes !== undefined;
}

/** Whether a question is open that has to be answered or left before another can be asked. */
export function isBusy({ state }: Turn): boolean {
  return state.at !== 'idle' && !isOffer(state);
}

/** Whether these words answer the offer of a state; false if it is none. */
export function takes(words: string, state: OpenState, turn: Turn): boolean {
  return stepOf(state).takes?.(words, turn) ?? false;
}

/** Whether what is written while a conversation is in this state may be a password. */
export function awaitsSecret(state: State): boolean {
  if (state.at === 'idle' || state.at === 'lost') return false;
  return questionOf(state.at === 'abort' ? state.open : state).secret === true;
}

/** Whether a question can be open for a stranger (`linked` false) or for a linked person (true). */
export function canBeOpenFor(state: OpenState, linked: boolean): boolean {
  const { for: whom } = stepOf(state.at === 'abort' ? state.open : state);
  return whom === 'both' || (whom === 'linked') === linked;
}

function stepOf(state: OpenState): Step<OpenState> {
  // The record's type pairs each state with its step; indexing loses that.
  return steps[state.at] as Step<OpenState>;
}
