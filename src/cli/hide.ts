const hidden = '[hidden]';

/** Removes secrets from text before it is shown: those it was told, bot tokens, and passwords in URLs. */
export interface Hider {
  /**
   * Hides `secret` from now on. Secrets shorter than 8 characters are ignored, as hiding them would hide ordinary
   * words.
   */
  learn(secret: string | null): void;
  hide(text: string): string;
}

/** A `Hider` that knows no secret yet. */
export function createHider(): Hider {
  const secrets = new Set<string>();
  return {
    learn(secret) {
      if (secret === null || secret.length < 8) return;
      secrets.add(secret);
      secrets.add(encodeURIComponent(secret));
    },
    hide(text) {
      let shown = text;
      // longest first, so that no part of one that contains another is left
      for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
        shown = shown.replaceAll(secret, hidden);
      }
      return shown
        .replace(/\b\d+:[\w-]{30,}/g, hidden)
        .replace(/(\/bot)\d+:[\w-]+/g, `$1${hidden}`)
        .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi, `$1:${hidden}@`);
    },
  };
}
