import { changePassword } from '../../ledger/accounts/accounts.ts';
import { everybodyReachable, type PersonKey } from '../../ledger/accounts/links.ts';
import type { StateAt } from '../conversation.ts';
import { momentIn, nameOrNobody, tell, tellAll, tellElsewhere } from '../linking/tell.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, finish, nameOf, type Said, type Turn } from '../turn.ts';
import { meaningOf } from '../typed.ts';
import { shortAnswer } from '../words.ts';
import { hashOf, refusalOf, shortestPassword } from './new-password.ts';
import type { Step } from './step.ts';
import { readYesNo } from './yes-no.ts';

/** Cannot be a password, being too short. */
const keep = 'keep';

/**
 * Asks for a new password. The old one is not asked for: whoever is linked to the account may erase it anyway, and the
 * password may be forgotten.
 */
export const setPassword: Step<StateAt<'set-password'>> = {
  for: 'linked',
  ask: ({ email }) => ({
    text: [phrase('password-new', { email, min: shortestPassword })],
    choices: [[{ label: phrase('password-keep'), says: keep }]],
    secret: true,
  }),
  hear(words, { email }, turn) {
    // linked to another account since, which the question was not about
    const isAnother = accountOfTurn(turn).email !== email;
    if (isAnother || isKept(words)) return finish(phrase('password-kept'));
    const refused = refusalOf(words);
    if (refused) return aside(turn, refused);
    const hashed = hashOf(words, turn);
    return 'hash' in hashed ? change(turn, hashed.hash) : hashed;
  },
};

/** "No", the label of the button, which people also type, and the like cannot be a password either. */
function isKept(words: string): boolean {
  if (words === keep || readYesNo(words) === false) return true;
  const answer = shortAnswer(words);
  return meaningOf('password', answer) !== null || meaningOf('skip', answer) === 'skip';
}

/** Changes the password. People waiting for approval logged in with the old one: they are refused. */
async function change(turn: Turn, hash: string): Promise<Said> {
  const account = accountOfTurn(turn);
  const refused = await changePassword(turn.ledger, account.id, { hash, now: turn.now });
  // the account was erased just now, and this person told so
  if (refused === null) return finish(phrase('lost-thread'));
  const moment = momentIn(account, turn.now);
  const text = [phrase('password-changed-by', { name: nameOrNobody(nameOf(turn)), moment })];
  const withheld = [phrase('log-in-was-withheld')];
  const elsewhere = (people: readonly PersonKey[]) => people.filter(({ botId }) => botId !== turn.botId);
  await tellElsewhere(turn, account, elsewhere(refused), withheld);
  await tellElsewhere(turn, account, elsewhere(await everybodyReachable(turn.ledger, account.id)), text);
  const here = refused.filter(({ botId }) => botId === turn.botId);
  return {
    ...finish(phrase('password-changed', { email: account.email })),
    others: [
      ...here.map(({ personId }) => tell(account, personId, { text: withheld })),
      ...(await tellAll(turn, account, { text }, [turn.incoming.person.id])),
    ],
  };
}
