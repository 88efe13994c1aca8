import { isLonger } from '../../ledger/lengths.ts';
import { type Phrase, phrase } from '../reply.ts';
import { aside, type Outcome, type Turn } from '../turn.ts';

/** In code points. */
export const shortestPassword = 8;
export const longestPassword = 1000;

/** Why a password is refused without hashing it; null: it is not. */
export function refusalOf(password: string): Phrase | null {
  if (!isLonger(password, shortestPassword - 1))
    return phrase('password-too-short', { min: shortestPassword });
  if (isLonger(password, longestPassword)) return phrase('password-too-long', { max: longestPassword });
  return null;
}

/**
 * The hash of a chosen password; or, if it is not hashed yet, the work that it needs, or the refusal of a common one.
 */
export function hashOf(password: string, turn: Turn): { readonly hash: string } | Outcome {
  if (turn.done?.kind !== 'hash-password') return { needs: { kind: 'hash-password', password } };
  const { hash } = turn.done;
  return hash === null ? aside(turn, phrase('password-too-common')) : { hash };
}
