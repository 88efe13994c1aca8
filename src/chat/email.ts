import validator from 'validator';
import { hiddenCharacterAt } from '../ledger/entry/characters.ts';
import { phrase } from './reply.ts';
import type { Read } from './words.ts';

const longest = 254;

/** An e-mail address as typed, without the spaces around it. Its case does not count when addresses are compared. */
export function readEmail(typed: string): Read<string> {
  const value = typed.trim();
  if (value.length > longest) return { ok: false, problem: phrase('email-too-long', { max: longest }) };
  // Quoted local parts ("a b"@example.com) are allowed by the standard and used by nobody but attackers.
  if (hiddenCharacterAt(value) !== null || !validator.isEmail(value, { blacklisted_chars: '"' })) {
    return { ok: false, problem: phrase('email-invalid') };
  }
  return { ok: true, value };
}
