/**
 * The normal form of a text, characters that may not be in one, and the class of each code point. All functions take
 * linear time.
 */

/** Bidirectional controls, zero-width and other invisible characters, control characters, lone surrogates. */
const hidden =
  /[\p{Bidi_Control}\p{Cs}\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\u{e0001}]|\u034f|(?![\t\n\r\v\f\x85])\p{Cc}/u;
const hiddenEverywhere = new RegExp(hidden.source, 'gu');
const pictographBefore = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?$/u;
const pictographAfter = /^\p{Extended_Pictographic}/u;

/** Letters and vowel signs of scripts in which a joiner or non-joiner changes the shape of its neighbours. */
const indic =
  /(?=[\p{L}\p{M}])[\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]/u
    .source;
const arabic = /(?=[\p{L}\p{M}])\p{scx=Arab}/u.source;
const indicBefore = new RegExp(`${indic}$`, 'u');
const indicAfter = new RegExp(`^${indic}`, 'u');
const arabicBefore = new RegExp(`${arabic}$`, 'u');
const arabicAfter = new RegExp(`^${arabic}`, 'u');
/** The sign that removes a consonant's vowel; a joiner after it may also end a word, as in older Malayalam. */
const viramaBefore = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]$/;

/** Whether this is the zero-width joiner or non-joiner. `hiddenCharacterAt` knows where they are allowed. */
export function isJoiner(codePoint: number): boolean {
  return codePoint === 0x200c || codePoint === 0x200d;
}

/**
 * The index of the first invisible character, or null. Joiners that change what is seen are allowed: within an emoji (a
 * family, a profession), in words of Indic scripts and, for the non-joiner, of the Arabic script.
 */
export function hiddenCharacterAt(text: string): number | null {
  if (/^[\x20-\x7e]*$/.test(text) || !hidden.test(text)) return null;
  for (const { 0: character, index } of text.matchAll(hiddenEverywhere)) {
    if (!isJoiner(character.charCodeAt(0)) || !joins(text, index)) return index;
  }
  return null;
}

/** The text without invisible characters, on one line. */
export function visible(text: string): string {
  return text
    .replace(/[\s\x85]+/g, ' ')
    .replace(hiddenEverywhere, (character, index: number, whole: string) =>
      isJoiner(character.charCodeAt(0)) && joins(whole, index) ? character : '',
    )
    .trim();
}

/** Whether the joiner at this index changes how its neighbours look. */
function joins(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 3), at);
  const after = text.slice(at + 1, at + 3);
  if (indicBefore.test(before)) return viramaBefore.test(before) || indicAfter.test(after);
  if (text[at] === '\u200c') return arabicBefore.test(before) && arabicAfter.test(after);
  return pictographBefore.test(before) && pictographAfter.test(after);
}

/**
 * Unicode's form NFKC (full-width letters and digits become ordinary ones), but fractions, superscripts and № stay as
 * they are: "1½" must not become "11/2".
 */
export function normalForm(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\x00-\x7f]*$/.test(text) || text.normalize('NFKC') === text) return text;
  return text.replace(/[^\p{No}№]+/gu, (run) => run.normalize('NFKC'));
}

/** The text trimmed, with each run of white space replaced by one space. */
export function collapsed(text: string): string {
  return /\s\s|[^\S ]|^\s|\s$/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/**
 * Accents, joiners, and dots that many people leave out ("रोज़" is "रोज"). The vowels of Indic scripts are not accents.
 */
const accents =
  /(?=[\p{M}\u200c\u200d])[\p{sc=Inherited}\p{sc=Arab}\p{sc=Hebr}\p{sc=Cyrl}]|[\u093c\u09bc\u0a3c\u0abc\u0b3c]/gu;

/** The form in which words are compared: without case and accents ("Über" is "uber", "ё" is "е"). */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower.normalize('NFD').replace(accents, '').normalize('NFC');
}

export const SPACE = 1;
export const DIGIT = 2;
export const LETTER = 3;
const MARK = 4;

const classes = new Uint8Array(0x10000);

/** The class of a code point: SPACE, DIGIT (of any script), LETTER (or an accent on one) or MARK (everything else). */
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

/**
 * The value, 0 to 9, of a code point of class DIGIT. In Unicode the ten digits of a script are consecutive, zero first.
 */
function digitValue(codePoint: number): number {
  if (codePoint <= 0x39) return codePoint - 0x30;
  let before = 0;
  while (classOf(codePoint - before - 1) === DIGIT) before += 1;
  return before % 10;
}

/** The text with the digits of every script as ASCII ones: "१२" is "12". */
export function plainDigits(text: string): string {
  return text.replace(/(?!\d)\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)));
}
