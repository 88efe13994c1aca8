// the whole package would take megabytes
import { default as validator } from 'validator/lib/isEmail.js';
import { hiddenCharacterAt } from '../ledger/entry/characters.ts';
import { phrase } from './reply.ts';
import type { Read } from './words.ts';

const longest = 254;

/** An e-mail address as typed, without the spaces around it. Its case does not count when addresses are compared. */
export function readEmail(typed: string): Read<string> {
  const value = typed.trim();
  if (value.length > longest) return { ok: false, problem: phrase('email-too-long', { max: longest }) };
  // Quoted local parts ("a b"@example.com) are allowed by the standard and used by nobody but attackers.
  // Joiners are fine in words of some scripts, but an address with one looks like another without.
  const hidden = hiddenCharacterAt(value) !== null || /[\u200c\u200d]/.test(value);
  if (hidden || !validator.default(value, { blacklisted_chars: '"' })) {
    return { ok: false, problem: phrase('email-invalid') };
  }
  return { ok: true, value };
}
