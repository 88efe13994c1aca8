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
}

const mostWords = 8;
const longestWord = 40;

/**
 * The cues of a purchase, at most 10, each once. The vendor's words are among the item's ("12.50 lidl" may mean the
 * shop). What is stored was made by this function: changing it needs a migration that makes the cues anew.
 */
export function cuesOf({ item, vendor }: Bought): readonly Cue[] {
  const inItem = wordsIn(item);
  const words = [...new Set([...inItem, ...wordsIn(vendor ?? '')])].slice(0, mostWords);
  return [
    ...(vendor === null ? [] : [vendorCue(vendor)]),
    ...(inItem.length === 0 ? [] : [itemCue(inItem)]),
    ...words.map((text): Cue => ({ kind: 'word', text })),
  ];
}

/** The one cue that "always" speaks of: the vendor where there is one, else the item; null where neither has a word. */
export function mainCueOf({ item, vendor }: Bought): Cue | null {
  if (vendor !== null) return vendorCue(vendor);
  const words = wordsIn(item);
  return words.length === 0 ? null : itemCue(words);
}

function vendorCue(vendor: string): Cue {
  return { kind: 'vendor', text: `@${nameKey(vendor)}` };
}

/** The same words in another order make the same cue. */
function itemCue(words: readonly string[]): Cue {
  return { kind: 'item', text: `=${words.toSorted().join(' ')}` };
}

/** Words without case, accents, plural s and numbers, each once, at most 8. */
function wordsIn(text: string): readonly string[] {
  const words = folded(text.normalize('NFKC')).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const kept = words.filter((word) => /\p{L}/u.test(word) && (word.length > 1 || word > '\u024f'));
  return [...new Set(kept.map((word) => stem(word.slice(0, longestWord))))].slice(0, mostWords);
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word;
}
