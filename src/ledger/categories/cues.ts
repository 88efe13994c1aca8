import { nameKey } from '../entry/reader.ts';
import { folded } from '../entry/text/characters.ts';

/** What a category is suggested by. */
export interface Bought {
  readonly item: string;
  readonly vendor: string | null;
}

/** What a purchase can be recalled by: its vendor, its whole item, or a word of either. */
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
 * The cues of a purchase, each once, at most 10. A vendor's words are cues of the same kind as an item's ("12.50 lidl"
 * may mean the shop). Stored cues were made by this function: a change to it needs a migration that makes them anew.
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

/** What a search can find a purchase by: its cues and those of its tags. */
export function findableBy(purchase: Bought & { readonly tags: readonly string[] }): readonly string[] {
  return [...new Set([...cuesOf(purchase).map(({ text }) => text), ...purchase.tags.map(tagCueOf)])];
}

/** The cue of a tag, from its words as for an item. It is no evidence for a category. */
export function tagCueOf(tag: string): string {
  const words = wordsIn(tag).map(({ text }) => text);
  return `#${words.length > 0 ? words.join(' ') : nameKey(tag)}`.slice(0, 400);
}

/**
 * The cue that a rule ("always") is made for: the vendor's if there is one, else the item's; null: the item has no
 * word.
 */
export function mainCueOf({ item, vendor }: Bought): Cue | null {
  if (vendor !== null) return vendorCue(vendor);
  const words = wordsIn(item);
  return words.length === 0 ? null : itemCue(item, words);
}

/** The cues of a text's words, each once. */
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

/** An item's cue is independent of the order of its words. */
function itemCue(item: string, words: readonly Cue[]): Cue {
  const text = `=${words
    .map((word) => word.text)
    .toSorted()
    .join(' ')}`;
  return { kind: 'item', text, shows: item };
}

/** The words of a text, without case, accents and a plural s, each once, at most 8. Numbers are left out. */
function wordsIn(text: string): readonly Cue[] {
  const found = new Map<string, Cue>();
  for (const shows of text.normalize('NFKC').match(/[\p{L}\p{M}\p{N}\u200c\u200d]+/gu) ?? []) {
    const word = folded(shows);
    // a single Latin letter means nothing; in other scripts one character may be a word
    if (!/\p{L}/u.test(word) || (word.length === 1 && word < '\u0250')) continue;
    const stem = stemOf(word.slice(0, longestWord));
    if (!found.has(stem)) found.set(stem, { kind: 'word', text: stem, shows });
  }
  return [...found.values()].slice(0, mostWords);
}

function stemOf(word: string): string {
  return word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word;
}
