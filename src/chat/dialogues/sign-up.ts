import {
  createAccount,
  findAccountByEmail,
  isOnlyAccount,
  linkPerson,
} from '../../ledger/accounts/accounts.ts';
import { forgetInvited, isInvited } from '../../ledger/accounts/invites.ts';
import type { PersonKey } from '../../ledger/accounts/links.ts';
import type { StateAt } from '../conversation.ts';
import { readEmail } from '../email.ts';
import { countTry, enterByCode, tooManyTries } from '../linking/enter.ts';
import { momentIn, tellAll } from '../linking/tell.ts';
import { guessCurrency, guessTimeZone } from '../region.ts';
import { phrase } from '../reply.ts';
import { aside, finish, nameOf, type Outcome, type Said, type Turn } from '../turn.ts';
import { shortAnswer } from '../words.ts';
import { hashOf, refusalOf, shortestPassword } from './new-password.ts';
import type { Step } from './step.ts';
import { readYesNo, yesNo } from './yes-no.ts';

/** The first question a stranger is asked. */
export const signUpOffer: Step<StateAt<'sign-up-offer'>> = {
  for: 'stranger',
  ask: () => ({ text: [phrase('sign-up-offer')], choices: yesNo }),
  hear(words, _state, turn) {
    const wanted = readYesNo(words);
    if (wanted === null) return aside(turn, phrase('say-yes-or-no'));
    return wanted ? { state: { at: 'way-in' } } : finish(phrase('goodbye'));
  },
};

/** Asks whether to log in or to create an account. */
export const wayIn: Step<StateAt<'way-in'>> = {
  for: 'stranger',
  ask: () => ({
    text: [phrase('way-in')],
    choices: [[{ label: phrase('way-log-in'), says: '1' }], [{ label: phrase('way-sign-up'), says: '2' }]],
  }),
  async hear(words, _state, turn) {
    const way = shortAnswer(words);
    if (way === '1') return { state: { at: 'log-in-email' } };
    if (way === '2') return begin(turn);
    return aside(turn, phrase('say-one-or-two'));
  },
};

/** Asks for the invitation code, where sign-up needs one and the person has not opened the invitation's link. */
export const inviteCode: Step<StateAt<'invite-code'>> = {
  for: 'stranger',
  ask: () => ({ text: [phrase('invite-code')], choices: [] }),
  hear: (words, _state, turn) => enterByCode(turn, words.trim(), { state: { at: 'sign-up-email' } }),
};

export const signUpEmail: Step<StateAt<'sign-up-email'>> = {
  for: 'stranger',
  ask: () => ({ text: [phrase('sign-up-email')], choices: [] }),
  hear(words, _state, turn) {
    const email = readEmail(words);
    if (!email.ok) return aside(turn, email.problem);
    return { state: { at: 'sign-up-password', email: email.value } };
  },
};

/** Does not reveal whether the e-mail address is taken: who has an account here is private. */
export const signUpPassword: Step<StateAt<'sign-up-password'>> = {
  for: 'stranger',
  ask: () => ({
    text: [phrase('sign-up-password', { min: shortestPassword })],
    choices: [],
    secret: true,
  }),
  async hear(words, state, turn) {
    const refused = refusalOf(words);
    if (refused) return aside(turn, refused);
    const wait = await tooManyTries(turn);
    if (wait) return wait;
    const hashed = hashOf(words, turn);
    return 'hash' in hashed ? signUp(state.email, hashed.hash, turn) : hashed;
  },
};

async function begin(turn: Turn): Promise<Outcome> {
  const refused = await refusal(turn);
  return refused ?? { state: { at: 'sign-up-email' } };
}

/** What to answer if this person cannot sign up now; null: they can. */
async function refusal(turn: Turn): Promise<Said | null> {
  const { signUp: who } = turn.rules;
  if (who === 'closed') return { notes: [phrase('sign-up-closed')], state: { at: 'log-in-email' } };
  if (who !== 'invite' || (await isInvited(turn.ledger, keyOf(turn)))) return null;
  return { state: { at: 'invite-code' } };
}

function keyOf({ botId, incoming }: Turn): PersonKey {
  return { botId, personId: incoming.person.id };
}

async function signUp(email: string, passwordHash: string, turn: Turn): Promise<Outcome> {
  const refused = await refusal(turn);
  if (refused) return refused;
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
  if (account === null) return tellOwners(email, turn);
  const proof = { name: nameOf(turn), how: 'sign-up', at: turn.now } as const;
  await linkPerson(turn.ledger, keyOf(turn), account.id, proof);
  await forgetInvited(turn.ledger, keyOf(turn));
  const isUnguarded = turn.rules.signUp === null && (await isOnlyAccount(turn.ledger, account.id));
  const notes = [
    phrase('signed-up', { email }),
    phrase('prices-are-in', { currency }),
    phrase('days-are-in', { zone: timeZone }),
    phrase('how-to-enter'),
    ...(isUnguarded ? [phrase('first-account')] : []),
  ];
  return { notes, state: { at: 'first-currency', currency } };
}

/** The e-mail address has an account: its people are told of the attempt, the stranger only that it failed. */
async function tellOwners(email: string, turn: Turn): Promise<Said> {
  await countTry(turn);
  const owned = await findAccountByEmail(turn.ledger, email);
  const said = finish(phrase('sign-up-failed'));
  if (owned === null) return said;
  const moment = momentIn(owned.account, turn.now);
  const others = await tellAll(turn, owned.account, { text: [phrase('sign-up-tried', { email, moment })] });
  return { ...said, others };
}
