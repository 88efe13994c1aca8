// importing the whole package would take megabytes
import { default as validator } from 'validator/lib/isEmail.js';
import { hiddenCharacterAt } from '../ledger/entry/text/characters.ts';
import { phrase } from './reply.ts';
import type { Read } from './words.ts';

const longest = 254;

/** An e-mail address as typed, trimmed. Addresses are compared ignoring case. */
export function readEmail(typed: string): Read<string> {
  const value = typed.trim();
  if (value.length > longest) return { ok: false, problem: phrase('email-too-long', { max: longest }) };
  // Quoted local parts ("a b"@example.com) are valid, but used by nobody except attackers. Joiners occur in words of
  // some scripts, but an address with one looks like another without it.
  const hidden = hiddenCharacterAt(value) !== null || /[\u200c\u200d]/.test(value);
  if (hidden || !validator.default(value, { blacklisted_chars: '"' })) {
    return { ok: false, problem: phrase('email-invalid') };
  }
  return { ok: true, value };
}
