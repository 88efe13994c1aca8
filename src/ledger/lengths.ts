/** The most characters of an item. Characters are code points, as Postgres counts them. */
export const longestItem = 200;

/** The most characters of a vendor, a category or a tag. */
export const longestName = 100;

const longestExcerpt = 100;

/** Whether a text has more than `most` characters; false if there is none. */
export function isLonger(text: string | null | undefined, most: number): boolean {
  return text != null && text.length > most && [...text].length > most;
}

/**
 * Cuts words to at most `most` characters, ending in an ellipsis if something was cut off. A trailing joiner is dropped
 * too, as it would be invisible.
 */
export function shortened(words: string, most: number): string {
  if (!isLonger(words, most)) return words;
  const head = [...words].slice(0, most - 1).join('');
  return `${head.replace(/[\s\u200c\u200d]+$/, '')}…`;
}

/** The beginning of a text that something is wrong with, on one line: at most 100 characters. */
export function excerpt(text: string): string {
  const plain = text.slice(0, 2 * longestExcerpt).replace(/[\p{Cc}\p{Surrogate}]/gu, ' ');
  return [...plain].slice(0, longestExcerpt).join('');
}
