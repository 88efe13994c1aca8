/**
 * Characters: the normal form of a text, what may not stand in one, and the class of each code point.
 * All functions take linear time.
 */

/** Bidirectional controls, zero-width and other invisible characters, control characters, halves of a character. */
const hidden =
  /[\p{Bidi_Control}\p{Cs}\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\u{e0001}]|\u034f|(?![\t\n\r\v\f\x85])\p{Cc}/u;
const hiddenEverywhere = new RegExp(hidden.source, 'gu');
const pictographBefore = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?$/u;
const pictographAfter = /^\p{Extended_Pictographic}/u;

/**
 * The place of the first character that a reader cannot see, or null. The joiner inside one picture (a family, a
 * profession) is part of what the reader sees and allowed.
 */
export function hiddenCharacterAt(text: string): number | null {
  if (/^[\x20-\x7e]*$/.test(text) || !hidden.test(text)) return null;
  for (const { 0: character, index } of text.matchAll(hiddenEverywhere)) {
    const joins =
      character === '\u200d' &&
      pictographBefore.test(text.slice(Math.max(0, index - 3), index)) &&
      pictographAfter.test(text.slice(index + 1, index + 3));
    if (!joins) return index;
  }
  return null;
}

/**
 * Unicode's compatibility form (full-width letters and digits become ordinary ones), except that fractions,
 * superscripts and № stay what they are: "1½" must not become "11/2".
 */
export function normalForm(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\x00-\x7f]*$/.test(text) || text.normalize('NFKC') === text) return text;
  return text.replace(/[^\p{No}№]+/gu, (run) => run.normalize('NFKC'));
}

/** The text without spaces at its ends and with one space wherever there are spaces. */
export function collapsed(text: string): string {
  return /\s\s|[^\S ]|^\s|\s$/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/** How words are compared: without case and accents ("Über" is "uber", "ё" is "е"). */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

export const SPACE = 1;
export const DIGIT = 2;
export const LETTER = 3;
const MARK = 4;

const classes = new Uint8Array(0x10000);

/** SPACE, DIGIT (of any script), LETTER (with its accents) or MARK (everything else). */
export function classOf(codePoint: number): number {
  if (codePoint > 0xffff) return classify(codePoint);
  const known = classes[codePoint];
  if (known !== undefined && known !== 0) return known;
  const found = classify(codePoint);
  classes[codePoint] = found;
  return found;
}

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (/\s/.test(character)) return SPACE;
  if (/\p{Nd}/u.test(character)) return DIGIT;
  return /[\p{L}\p{M}\p{Nl}]/u.test(character) ? LETTER : MARK;
}

/** The value, 0 to 9, of a code point of class DIGIT. Unicode keeps ten digits of a script together, zero first. */
export function digitValue(codePoint: number): number {
  if (codePoint <= 0x39) return codePoint - 0x30;
  let before = 0;
  while (classOf(codePoint - before - 1) === DIGIT) before += 1;
  return before % 10;
}
