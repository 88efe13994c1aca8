import { folded } from './characters.ts';
import { type Draft, hasOtherNumber } from './draft.ts';
import type { Lexicon } from './lexicon.ts';
import { noPrice } from './prices.ts';
import { type Line, nameKey, type Reader } from './reader.ts';

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

/**
 * The names in a correction: without words such as "no" and "it was", and with a known vendor that stands alone ("it was
 * lidl"). `isUnclear`: it has two prices, "15 not 12"; then the item is the whole text.
 */
export function corrected(
  reader: Reader,
  line: Line,
  names: Names,
  hasAmount: boolean,
): Names & { readonly isUnclear: boolean } {
  const item = names.item === null ? null : withoutCorrections(line, names.item, 2);
  if (item === null) return { item, vendor: names.vendor, isUnclear: false };
  if (hasAmount && withoutCorrections(line, item.replace(/[\d.,]+/g, ''), 2) === null)
    return { item: line.text.trim(), vendor: names.vendor, isUnclear: true };
  const shop = hasAmount ? null : withoutCorrections(line, item, 1);
  const known =
    shop === null ? undefined : (reader.vendors.get(nameKey(shop)) ?? vendorAt(reader, line, shop));
  return known === undefined || known === null
    ? { item, vendor: names.vendor, isUnclear: false }
    : { item: null, vendor: names.vendor ?? known, isUnclear: false };
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
