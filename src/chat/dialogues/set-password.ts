import { changePassword } from '../../ledger/accounts.ts';
import type { StateAt } from '../conversation.ts';
import { momentIn, nameOrNobody, tell, tellAll } from '../linking/tell.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, finish, nameOf, type Said, type Turn } from '../turn.ts';
import { hashOf, refusalOf, shortestPassword } from './new-password.ts';
import type { Step } from './step.ts';
import { leaveWord } from './yes-no.ts';

/** Cannot be a password, being too short; nor can `leaveWord`. */
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
    if (isAnother || words === keep || words === leaveWord) return finish(phrase('password-kept'));
    const refused = refusalOf(words);
    if (refused) return aside(turn, refused);
    const hashed = hashOf(words, turn);
    return 'hash' in hashed ? change(turn, hashed.hash) : hashed;
  },
};

/** Changes the password. People waiting for approval logged in with the old one: they are refused. */
async function change(turn: Turn, hash: string): Promise<Said> {
  const account = accountOfTurn(turn);
  const refused = await changePassword(turn.ledger, account.id, hash);
  const here = refused.filter(({ botId }) => botId === turn.botId);
  const moment = momentIn(account, turn.now);
  const text = [phrase('password-changed-by', { name: nameOrNobody(nameOf(turn)), moment })];
  return {
    ...finish(phrase('password-changed', { email: account.email })),
    others: [
      ...here.map(({ personId }) => tell(account, personId, { text: [phrase('log-in-was-withheld')] })),
      ...(await tellAll(turn, account, { text }, [turn.incoming.person.id])),
    ],
  };
}
