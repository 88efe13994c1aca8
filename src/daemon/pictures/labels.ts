/** What the fonts in assets/fonts hold, less what turns or breaks a line. Emoji are not among it. */
const undrawable =
  /[^\u0020-\u007E\u00A0-\u024F\u0259\u0300-\u036F\u0370-\u03FF\u0400-\u052F\u0590-\u05FF\u0600-\u06FF\u0900-\u097F\u1E00-\u1FFF\u2000-\u200D\u2010-\u2027\u202F-\u205E\u20A0-\u20BF\u2116\u2122\u2212]/gu;
const unassigned = /\p{Cn}/gu;
/** More marks on one letter than any language has. */
const heapsOfMarks = /(\p{M}{4})\p{M}+/gu;
const mostCharacters = 200;

/** Text as a picture can show it: one line, nothing that the shipped fonts lack. '…' where that leaves nothing. */
export function drawable(text: string): string {
  const line = text
    .slice(0, 4 * mostCharacters)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(undrawable, '')
    .replace(unassigned, '')
    .replace(heapsOfMarks, '$1')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s\u200C\u200D]+|[\s\u200C\u200D]+$/gu, '');
  return [...line].slice(0, mostCharacters).join('') || '…';
}
