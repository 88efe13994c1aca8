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

/**
 * AES-256-GCM under a key made from `secret` (HKDF-SHA-256), a fresh nonce for each text. What was sealed with
 * `oldSecret`, the one before, can still be opened.
 */
export function createSeal(secret: string, oldSecret: string | null = null): Seal {
  const key = keyFrom(secret);
  const keys = oldSecret === null ? [key] : [key, keyFrom(oldSecret)];
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
      for (const one of keys) {
        const text = openWith(one, bytes, about);
        if (text !== null) return text;
      }
      return null;
    },
  };
}

function keyFrom(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'spndr: sealed updates and conversations', 32));
}

function openWith(key: Uint8Array, bytes: Buffer, about: string): string | null {
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
}

/** What a sealed update is about. */
export function aboutUpdate(botId: number | bigint, updateId: number | bigint): string {
  return `update ${botId} ${updateId}`;
}

/** What a sealed conversation is about: not its chat, for a group that becomes a supergroup gets another id. */
export function aboutConversation(botId: number, personId: number): string {
  return `conversation ${botId} ${personId}`;
}

/** A reply as it waits in the outbox: `trace`, which goes with it, is what it is about. */
export interface WaitingReply {
  readonly botId: number | bigint;
  readonly trace: string;
  readonly reply: unknown;
}

/** What is kept of a sealed reply; that it asks for a file can be told without opening it. */
interface SealedReply {
  readonly sealed: string;
  readonly file?: true;
}

/** A reply sealed: it can hold what the ledger does not, such as a code of /link. */
export function sealReply(seal: Seal, { botId, trace, reply }: WaitingReply): SealedReply {
  const sealed = seal.seal(JSON.stringify(reply), aboutReply(botId, trace));
  const asksForFile = typeof reply === 'object' && reply !== null && 'file' in reply;
  return { sealed, ...(asksForFile ? { file: true } : {}) };
}

/** The reply again; null where it cannot be opened. One that was never sealed comes back as it is. */
export function openReply(seal: Seal, { botId, trace, reply }: WaitingReply): unknown {
  if (typeof reply !== 'object' || reply === null || !('sealed' in reply)) return reply;
  const text = seal.open(String(reply.sealed), aboutReply(botId, trace));
  return text === null ? null : JSON.parse(text);
}

/** Not its chat, which can get another id while it waits. */
const aboutReply = (botId: number | bigint, trace: string) => `reply ${botId} ${trace}`;
