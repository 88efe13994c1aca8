import { createAccount, findAccountByEmail, linkPerson } from '../../ledger/accounts.ts';
import type { StateAt } from '../conversation.ts';
import { readEmail } from '../email.ts';
import { guessCurrency, guessTimeZone } from '../region.ts';
import { phrase } from '../reply.ts';
import { aside, finish, type Outcome, type Turn } from '../turn.ts';
import { countCharacters, shortAnswer } from '../words.ts';
import type { Step } from './step.ts';
import { readYesNo, yesNo } from './yes-no.ts';

const shortestPassword = 8;
export const longestPassword = 1000;

/** The first question to a stranger. */
export const signUpOffer: Step<StateAt<'sign-up-offer'>> = {
  for: 'stranger',
  ask: () => ({ text: [phrase('sign-up-offer')], choices: yesNo }),
  hear(words, _state, turn) {
    const wanted = readYesNo(words);
    if (wanted === null) return aside(turn, phrase('say-yes-or-no'));
    return wanted ? { state: { at: 'way-in' } } : finish(phrase('goodbye'));
  },
};

/** Log in or create an account. */
export const wayIn: Step<StateAt<'way-in'>> = {
  for: 'stranger',
  ask: () => ({
    text: [phrase('way-in')],
    choices: [[{ label: phrase('way-log-in'), says: '1' }], [{ label: phrase('way-sign-up'), says: '2' }]],
  }),
  hear(words, _state, turn) {
    const way = shortAnswer(words);
    if (way === '1') return { state: { at: 'log-in-email' } };
    if (way === '2') return { state: { at: 'sign-up-email' } };
    return aside(turn, phrase('say-one-or-two'));
  },
};

export const signUpEmail: Step<StateAt<'sign-up-email'>> = {
  for: 'stranger',
  ask: () => ({ text: [phrase('sign-up-email')], choices: [] }),
  async hear(words, _state, turn) {
    const email = readEmail(words);
    if (!email.ok) return aside(turn, email.problem);
    if (await findAccountByEmail(turn.ledger, email.value)) return aside(turn, phrase('email-taken'));
    return { state: { at: 'sign-up-password', email: email.value } };
  },
};

export const signUpPassword: Step<StateAt<'sign-up-password'>> = {
  for: 'stranger',
  ask: () => ({
    text: [phrase('sign-up-password', { min: shortestPassword })],
    choices: [],
    secret: true,
  }),
  hear(words, state, turn) {
    const length = countCharacters(words);
    if (length < shortestPassword)
      return aside(turn, phrase('password-too-short', { min: shortestPassword }));
    if (length > longestPassword) return aside(turn, phrase('password-too-long', { max: longestPassword }));
    if (turn.done?.kind !== 'hash-password') return { needs: { kind: 'hash-password', password: words } };
    return signUp(state.email, turn.done.hash, turn);
  },
};

async function signUp(email: string, passwordHash: string, turn: Turn): Promise<Outcome> {
  const { language } = turn.incoming.person;
  const currency = guessCurrency(language);
  const timeZone = guessTimeZone(language);
  const account = await createAccount(turn.ledger, {
    email,
    passwordHash,
    locale: turn.locale,
    currency,
    timeZone,
  });
  // Someone else took the address while this person was choosing a password.
  if (account === null) return { notes: [phrase('email-taken')], state: { at: 'sign-up-email' } };
  await linkPerson(turn.ledger, turn.botId, turn.incoming.person.id, account.id);
  const notes = [
    phrase('signed-up', { email }),
    phrase('prices-are-in', { currency }),
    phrase('days-are-in', { zone: timeZone }),
    phrase('hide-password'),
    phrase('how-to-enter'),
  ];
  return { notes, state: { at: 'first-currency', currency } };
}
