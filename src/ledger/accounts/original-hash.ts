const mark = 'original:';

/** Marks a bcrypt hash as the original spndr's: it was made from the password itself, not from a digest of it. */
export function markedOriginal(hash: string): string {
  return mark + hash;
}

/** The bcrypt hash that `markedOriginal` was given; null: the hash is spndr's own. */
export function originalHashOf(hash: string): string | null {
  return hash.startsWith(mark) ? hash.slice(mark.length) : null;
}

/** Whether the text is a bcrypt hash that can be verified in acceptable time (about a second at cost 14). */
export function isOriginalHash(text: string): boolean {
  return /^\$2[aby]\$(?:0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/.test(text);
}
