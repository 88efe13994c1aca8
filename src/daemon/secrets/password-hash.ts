import { createHmac } from 'node:crypto';
import { hashSync } from 'bcryptjs';

/** bcrypt's: each step doubles the work. */
export const cost = 12;

/**
 * What bcrypt, which reads 72 bytes at most, is given instead of a password: 64 characters, keyed with `pepper`.
 */
export function digestOf(password: string, pepper: string): string {
  return createHmac('sha384', pepper).update(password.normalize('NFKC')).digest('base64');
}

/** The hash that is kept of a password. Takes some 300 ms of this thread. */
export function hashOf(password: string, pepper: string): string {
  return hashSync(digestOf(password, pepper), cost);
}
