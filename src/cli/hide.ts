const hidden = '[hidden]';

/**
 * Takes secrets out of words that are about to be shown: those it was told, and whatever looks like a bot token in
 * an API address or a password in a URL.
 */
export interface Hider {
  /** `secret` is never shown from now on. Shorter ones than 8 characters are ignored: hiding them hides words. */
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
      // The longest first, so that no rest of one stays behind when it contains another.
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
