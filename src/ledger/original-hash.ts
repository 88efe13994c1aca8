const mark = 'original:';

/** A bcrypt hash of the original spndr, marked as such: it is of the password itself, not of a digest of it. */
export function markedOriginal(hash: string): string {
  return mark + hash;
}

/** The bcrypt hash that `markedOriginal` was given; null: spndr's own. */
export function originalHashOf(hash: string): string | null {
  return hash.startsWith(mark) ? hash.slice(mark.length) : null;
}

/** Whether the text is a bcrypt hash that can be verified in a bearable time (at cost 14 it takes about a second). */
export function isOriginalHash(text: string): boolean {
  return /^\$2[aby]\$(?:0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/.test(text);
}
