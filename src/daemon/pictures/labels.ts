/**
 * Ranges of the characters that the fonts in assets/fonts have, without those that change direction or break lines.
 * Emoji are not included.
 */
const drawn: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x259, 0x259],
  [0x300, 0x36f],
  [0x370, 0x3e1],
  [0x3f0, 0x52f],
  [0x590, 0x5ee],
  [0x5f0, 0x61b],
  [0x61e, 0x6ff],
  [0x900, 0x97f],
  [0x1e00, 0x200d],
  [0x2010, 0x2027],
  [0x202f, 0x205e],
  [0x20a0, 0x20bf],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
];
/** More combining marks on one letter than any language uses. */
const heapsOfMarks = /(\p{M}{4})\p{M}+/gu;
const mostCharacters = 200;

/**
 * Text as a picture can show it: on one line, without characters the shipped fonts lack, at most 200 long. '…' if
 * nothing is left.
 */
export function drawable(text: string): string {
  const line = [
    ...text
      .slice(0, 4 * mostCharacters)
      .normalize('NFC')
      .replace(/\s/gu, ' ')
      .replaceAll('\u2212', '–'),
  ]
    .filter(isDrawable)
    .join('')
    .replace(heapsOfMarks, '$1')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s\u200C\u200D]+|[\s\u200C\u200D]+$/gu, '');
  return [...line].slice(0, mostCharacters).join('') || '…';
}

/** Whether a picture can show this character. */
export function isDrawable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return drawn.some(([first, last]) => code >= first && code <= last) && !/\p{Cn}/u.test(character);
}
