import { findAccountByEmail, holdPassword, mannerOf } from '../../ledger/accounts/accounts.ts';
import {
  countLogInFailure,
  forgetLogInFailures,
  logInWaitMs,
} from '../../ledger/accounts/log-in-failures.ts';
import { isLonger } from '../../ledger/lengths.ts';
import type { StateAt } from '../conversation.ts';
import { readEmail } from '../email.ts';
import { askToAllow } from '../linking/approval.ts';
import { linkAndTell } from '../linking/tell.ts';
import { menuIfAnother } from '../menu.ts';
import { phrase } from '../reply.ts';
import { aside, finish, nameOf } from '../turn.ts';
import { longestPassword } from './new-password.ts';
import type { Step } from './step.ts';

export const logInEmail: Step<StateAt<'log-in-email'>> = {
  for: 'stranger',
  ask: () => ({ text: [phrase('log-in-email')], choices: [] }),
  hear(words, _state, turn) {
    const email = readEmail(words);
    if (!email.ok) return aside(turn, email.problem);
    return { state: { at: 'log-in-password', email: email.value } };
  },
};

/** An unknown address takes as long, and gets the same answer, as a wrong password. */
export const logInPassword: Step<StateAt<'log-in-password'>> = {
  for: 'stranger',
  ask: () => ({ text: [phrase('log-in-password')], choices: [], secret: true }),
  async hear(words, state, turn) {
    if (isLonger(words, longestPassword)) {
      return aside(turn, phrase('password-too-long', { max: longestPassword }));
    }
    const attempt = { botId: turn.botId, personId: turn.incoming.person.id, email: state.email };
    // Checked before hashing, so that rapid guessing cannot keep the worker busy.
    const waitMs = await logInWaitMs(turn.ledger, attempt, turn.now);
    if (waitMs > 0) return aside(turn, phrase('log-in-wait', { seconds: Math.ceil(waitMs / 1_000) }));
    const found = await findAccountByEmail(turn.ledger, state.email);
    const hash = found?.passwordHash ?? null;
    // not compared yet, or with a hash that has been changed since
    if (turn.done?.kind !== 'verify-password' || turn.done.hash !== hash) {
      return { needs: { kind: 'verify-password', password: words, hash } };
    }
    if (found === null || !turn.done.matches) {
      await countLogInFailure(turn.ledger, attempt, turn.now);
      return { notes: [phrase('log-in-refused')], state: { at: 'log-in-email' } };
    }
    const { account, passwordHash } = found;
    const isStill = await holdPassword(turn.ledger, account.id, {
      from: passwordHash,
      to: turn.done.rehashed,
    });
    // changed by a transaction that ended just now: to be compared with the new one
    if (!isStill) return { needs: { kind: 'verify-password', password: words, hash } };
    await forgetLogInFailures(turn.ledger, attempt);
    if (turn.rules.approval) return askToAllow(turn, account);
    const newcomer = { personId: turn.incoming.person.id, name: nameOf(turn), how: 'password' } as const;
    const others = await linkAndTell(turn, account, newcomer);
    const said = finish(phrase('logged-in', { email: account.email }), phrase('how-to-enter'));
    return { ...said, others, ...menuIfAnother(turn, account.locale), locale: mannerOf(account) };
  },
};
