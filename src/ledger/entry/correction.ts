import { noPrice } from './amounts/prices.ts';
import { type Draft, hasOtherNumber } from './draft.ts';
import type { Lexicon } from './lexicon.ts';
import { type Line, nameKey, type Reader } from './reader.ts';
import { folded } from './text/characters.ts';

/** A day as a date even without another number: "am 5."; "5/3" may be one. */
export function withDateOnly(draft: Draft): Draft {
  const [{ date: named }, other] = draft.readings;
  const [date, another] = draft.maybe;
  const isOnly = named === null && other === undefined && another === undefined;
  if (!isOnly || date === undefined || hasOtherNumber(draft.line, date)) return draft;
  const reading = { date, price: noPrice };
  if (date.likely || date.pointed) return { ...draft, readings: [reading] };
  return date.form === 'slash' ? { ...draft, readings: [reading, ...draft.readings] } : draft;
}

/** No "please" of any language is longer. */
const longestPlease = 40;

/** A correction without a "please" at its end, after which "no, 12" has its price at the end. */
export function withoutPlease(text: string, { please }: Lexicon): string {
  let end = text.length;
  while (end > 0 && '.!'.includes(text[end - 1] ?? '')) end -= 1;
  const from = Math.max(0, end - longestPlease);
  for (const { 0: gap, index } of text.slice(from, end).matchAll(/(?<=\S)[\s,]+/g)) {
    const last = text.slice(from + index + gap.length, end);
    if (please.has(folded(last).replaceAll('’', "'"))) return text.slice(0, from + index);
  }
  return text;
}

/** The vendor in "at Aldi"; a name in lower case must be a known one. */
function vendorAt(reader: Reader, { lexicon, tokens }: Line, item: string): string | null {
  const [at = '', ...words] = item.split(' ');
  if (words.length === 0 || !lexicon.atVendor.has(folded(at))) return null;
  if (tokens.some(({ quoted }) => quoted !== null)) return null;
  const name = words.join(' ');
  return reader.vendors.get(nameKey(name)) ?? (/^\p{Lu}/u.test(name) ? name : null);
}

interface Names {
  readonly item: string | null;
  readonly vendor: string | null;
}

/** What begins with the price in "no, make it 15 at Aldi"; null: other words precede it, or one that denies it. */
export function fromPrice(text: string, { corrections, notBefore }: Lexicon): string | null {
  const from = text.search(/[\p{Nd}\p{Sc}]/u);
  const before = text.slice(0, Math.max(0, from));
  const words = wordsIn(before);
  const areCorrections = words.every((word) => corrections.has(word) && !notBefore.has(word));
  return words.length > 0 && areCorrections && !/[^\p{L}\p{M}\s,.!'’-]|-\s*$/u.test(before)
    ? text.slice(from)
    : null;
}

/** Whether the amount in a line is denied rather than given: "not 12". */
function isDenied({ lexicon, text }: Line): boolean {
  const [before = '', after = ''] = text.split(/\p{Nd}.*\p{Nd}|\p{Nd}/su);
  return (
    wordsIn(before).some((word) => lexicon.notBefore.has(word)) ||
    wordsIn(after).some((word) => lexicon.notAfter.has(word))
  );
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu)?.map(folded) ?? [];
}

/**
 * The names in a correction: without words such as "no" and "it was", and with the vendor in "at Aldi" or a known one
 * that stands alone ("it was lidl"). `isUnclear`: its price is denied ("not 12"), or it has two ("15 not 12"); then the
 * item is the whole text.
 */
export function corrected(
  reader: Reader,
  line: Line,
  names: Names,
  hasAmount: boolean,
): Names & { readonly isUnclear: boolean } {
  const { vendor } = names;
  const unclear = { item: line.text.trim(), vendor, isUnclear: true };
  const item = names.item === null ? null : withoutCorrections(line, names.item, 2);
  if (item === null) return hasAmount && isDenied(line) ? unclear : { item, vendor, isUnclear: false };
  if (hasAmount && isSecondAmount(line, item)) return unclear;
  const shop = withoutCorrections(line, item, 1) ?? item;
  const alone = hasAmount ? undefined : reader.vendors.get(nameKey(shop));
  // "no" is "at the" in Portuguese: without an amount it is rather the other "no"
  const isPlace = hasAmount || !line.lexicon.notAfter.has(folded(item.split(' ')[0] ?? ''));
  const known = alone ?? (isPlace ? vendorAt(reader, line, item) : null) ?? vendorAt(reader, line, shop);
  return known === null
    ? { item, vendor, isUnclear: false }
    : { item: null, vendor: vendor ?? known, isUnclear: false };
}

/** Whether nothing is left of the item without its numbers: "instead of 15". */
function isSecondAmount(line: Line, item: string): boolean {
  const rest = item.replace(/[\p{Nd}.,]+/gu, '').trim();
  return rest !== item && (rest === '' || withoutCorrections(line, rest, 2) === null);
}

/**
 * The item without words that only say that something is corrected; null: there are no others. Fewer than `fewest` of
 * them may begin a name ("no sugar cola"), unless a comma follows.
 */
function withoutCorrections({ lexicon, tokens }: Line, item: string, fewest: 1 | 2): string | null {
  if (tokens.some(({ quoted }) => quoted !== null)) return item;
  const parts = item.split(/\s*,\s*/).flatMap((part) => {
    const words = part.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const isCorrection = (word: string) =>
      lexicon.corrections.has(folded(word.replace(/[^\p{L}\p{M}\p{N}'’-]/gu, '')));
    const first = words.findIndex((word) => !isCorrection(word));
    if (words.length > 0 && first < 0) return [];
    return [first < fewest ? part : words.slice(first).join(' ')];
  });
  return parts.length === 0 ? null : parts.join(', ');
}
