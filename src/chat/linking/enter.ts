import { accountById, mannerOf } from '../../ledger/accounts/accounts.ts';
import { takeInvite } from '../../ledger/accounts/invites.ts';
import { takeLinkCode } from '../../ledger/accounts/links.ts';
import { countLogInFailure, logInWaitMs } from '../../ledger/accounts/log-in-failures.ts';
import { menuIfAnother } from '../menu.ts';
import { phrase } from '../reply.ts';
import { aside, finish, nameOf, type Said, type Turn } from '../turn.ts';
import { linkAndTell } from './tell.ts';

/**
 * Lets a stranger in by a code: one of /link links them at once, one of an invitation is answered with `invited`, which
 * leads to sign-up. Every wrong code gets the same answer; after several wrong ones the person has to wait.
 */
export async function enterByCode(turn: Turn, code: string, invited: Said): Promise<Said> {
  const { ledger, botId, now, rules } = turn;
  if (turn.incoming.chat.kind === 'group') return aside(turn, phrase('only-in-private'));
  const wait = await tooManyTries(turn);
  if (wait) return wait;
  const personId = turn.incoming.person.id;
  const accountId = await takeLinkCode(ledger, botId, code, now);
  const account = accountId === null ? null : await accountById(ledger, accountId);
  if (account) {
    const told = await linkAndTell(turn, account, { personId, name: nameOf(turn), how: 'code' });
    const said = finish(phrase('logged-in', { email: account.email }), phrase('how-to-enter'));
    return { ...said, others: told, ...menuIfAnother(turn, account.locale), locale: mannerOf(account) };
  }
  if (rules.signUp !== 'closed' && (await takeInvite(ledger, { botId, personId }, code, now))) return invited;
  await countTry(turn);
  return aside(turn, phrase('code-refused'));
}

/** What to answer if somebody has tried too often, other than by password, to get in; null: they may try. */
export async function tooManyTries(turn: Turn): Promise<Said | null> {
  const waitMs = await logInWaitMs(turn.ledger, attemptOf(turn), turn.now);
  return waitMs > 0 ? aside(turn, phrase('tries-wait', { seconds: Math.ceil(waitMs / 1_000) })) : null;
}

/** Counts a failed attempt of that kind. */
export function countTry(turn: Turn): Promise<void> {
  return countLogInFailure(turn.ledger, attemptOf(turn), turn.now);
}

function attemptOf({ botId, incoming }: Turn) {
  return { botId, personId: incoming.person.id, email: null };
}
