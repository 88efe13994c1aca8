import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { randomBytes } from './random.ts';

/** Seals what waits outside of the ledger, so that who reads a dump of it reads nobody's words. */
export interface Seal {
  /** The sealed text in letters that JSON and Redis keep. `about` names what it belongs to: elsewhere it cannot be opened. */
  seal(text: string, about: string): string;
  /**
   * The text again; null when it was sealed with another secret, about something else, or changed since. A text that
   * was never sealed, as earlier versions kept it, comes back as it is.
   */
  open(sealed: string, about: string): string | null;
}

const mark = 'sealed.1.';
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key made from `secret` (HKDF-SHA-256), a fresh nonce for each text. */
export function createSeal(secret: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'spndr: sealed updates and conversations', 32));
  return {
    seal(text, about) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return mark + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, about) {
      if (!sealed.startsWith(mark)) return sealed;
      const bytes = Buffer.from(sealed.slice(mark.length), 'base64');
      if (bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const body = bytes.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString();
      } catch {
        return null;
      }
    },
  };
}

/** What a sealed update is about. */
export function aboutUpdate(botId: number | bigint, updateId: number | bigint): string {
  return `update ${botId} ${updateId}`;
}

/** What a sealed conversation is about: not its chat, for a group that becomes a supergroup gets another id. */
export function aboutConversation(botId: number, personId: number): string {
  return `conversation ${botId} ${personId}`;
}
