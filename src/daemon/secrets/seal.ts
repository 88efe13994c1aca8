import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { randomBytes } from '../random.ts';

/** Encrypts what waits outside the ledger, so that a dump of it reveals nobody's words. */
export interface Seal {
  /** The text encrypted, as ASCII. `about` names what the text belongs to; it can only be opened with the same one. */
  seal(text: string, about: string): string;
  /**
   * The text; null when it was sealed with another secret or another `about`, or was altered. Text that was never
   * sealed, as earlier versions stored it, is returned unchanged.
   */
  open(sealed: string, about: string): string | null;
}

const mark = 'sealed.1.';
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a key derived from `secret` (HKDF-SHA-256), and a fresh nonce for each text. Also opens what was
 * sealed with `oldSecret`, the previous one.
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

/** The `about` of a sealed update. */
export function aboutUpdate(botId: number | bigint, updateId: number | bigint): string {
  return `update ${botId} ${updateId}`;
}

/** The `about` of a sealed conversation. Without the chat, whose id changes when a group becomes a supergroup. */
export function aboutConversation(botId: number, personId: number): string {
  return `conversation ${botId} ${personId}`;
}

/** A reply in the outbox, sealed or not. It is sealed about its `trace`. */
export interface WaitingReply {
  readonly botId: number | bigint;
  readonly trace: string;
  readonly reply: unknown;
}

/** A sealed reply as stored. `file` tells, without opening it, that it asks for a file. */
interface SealedReply {
  readonly sealed: string;
  readonly file?: true;
}

/** Seals a reply, which can hold what the ledger does not, such as a code of /link. */
export function sealReply(seal: Seal, { botId, trace, reply }: WaitingReply): SealedReply {
  const sealed = seal.seal(JSON.stringify(reply), aboutReply(botId, trace));
  const asksForFile = typeof reply === 'object' && reply !== null && 'file' in reply;
  return { sealed, ...(asksForFile ? { file: true } : {}) };
}

/** The reply; null when it cannot be opened. One that was never sealed is returned unchanged. */
export function openReply(seal: Seal, { botId, trace, reply }: WaitingReply): unknown {
  if (typeof reply !== 'object' || reply === null || !('sealed' in reply)) return reply;
  const text = seal.open(String(reply.sealed), aboutReply(botId, trace));
  return text === null ? null : JSON.parse(text);
}

/** Without the chat, whose id may change while the reply waits. */
const aboutReply = (botId: number | bigint, trace: string) => `reply ${botId} ${trace}`;
