import { folded } from './entry/characters.ts';
import { nameKey } from './entry/reader.ts';

/** What a suggestion goes by. */
export interface Bought {
  readonly item: string;
  readonly vendor: string | null;
}

/** What purchases are recalled by: the vendor, the item as a whole, or one word of either. */
export type CueKind = 'vendor' | 'item' | 'word';

export interface Cue {
  readonly kind: CueKind;
  /** Unique among cues of all kinds; at most 400 characters. */
  readonly text: string;
  /** The vendor, item or word as it is written in the purchase. */
  readonly shows: string;
}

const mostWords = 8;
const longestWord = 40;

/**
 * The cues of a purchase, at most 10, each once. The vendor's words are among the item's ("12.50 lidl" may mean the
 * shop). What is stored was made by this function: changing it needs a migration that makes the cues anew.
 */
export function cuesOf({ item, vendor }: Bought): readonly Cue[] {
  const inItem = wordsIn(item);
  const inVendor = wordsIn(vendor ?? '').filter(({ text }) => inItem.every((word) => word.text !== text));
  return [
    ...(vendor === null ? [] : [vendorCue(vendor)]),
    ...(inItem.length === 0 ? [] : [itemCue(item, inItem)]),
    ...[...inItem, ...inVendor].slice(0, mostWords),
  ];
}

/** What a purchase can be found by later: its cues, and those of its tags. */
export function findableBy(purchase: Bought & { readonly tags: readonly string[] }): readonly string[] {
  return [...new Set([...cuesOf(purchase).map(({ text }) => text), ...purchase.tags.map(tagCueOf)])];
}

/** The cue of a tag: its words, as those of an item are; it tells nothing about a purchase's category. */
export function tagCueOf(tag: string): string {
  const words = wordsIn(tag).map(({ text }) => text);
  return `#${words.length > 0 ? words.join(' ') : nameKey(tag)}`.slice(0, 400);
}

/** The one cue that "always" speaks of: the vendor where there is one, else the item; null where neither has a word. */
export function mainCueOf({ item, vendor }: Bought): Cue | null {
  if (vendor !== null) return vendorCue(vendor);
  const words = wordsIn(item);
  return words.length === 0 ? null : itemCue(item, words);
}

/** The cues of the words in a text, each once: what of it can be looked for. */
export function wordCues(text: string): readonly string[] {
  return wordsIn(text).map((word) => word.text);
}

/** The cue of a vendor's name, in any case. */
export function vendorCueOf(vendor: string): string {
  return vendorCue(vendor).text;
}

function vendorCue(vendor: string): Cue {
  return { kind: 'vendor', text: `@${nameKey(vendor)}`, shows: vendor };
}

/** The same words in another order make the same cue. */
function itemCue(item: string, words: readonly Cue[]): Cue {
  const text = `=${words
    .map((word) => word.text)
    .toSorted()
    .join(' ')}`;
  return { kind: 'item', text, shows: item };
}

/** Words without case, accents, plural s and numbers, each once, at most 8. */
function wordsIn(text: string): readonly Cue[] {
  const found = new Map<string, Cue>();
  for (const shows of text.normalize('NFKC').match(/[\p{L}\p{M}\p{N}\u200c\u200d]+/gu) ?? []) {
    const word = folded(shows);
    // one Latin letter says nothing; in other scripts one sign may be a word
    if (!/\p{L}/u.test(word) || (word.length === 1 && word < '\u0250')) continue;
    const stem = stemOf(word.slice(0, longestWord));
    if (!found.has(stem)) found.set(stem, { kind: 'word', text: stem, shows });
  }
  return [...found.values()].slice(0, mostWords);
}

function stemOf(word: string): string {
  return word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word;
}
