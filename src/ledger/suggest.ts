import type { CueKind } from './cues.ts';

/** Purchases that share one cue with the one in hand. */
export interface Memory {
  readonly kind: CueKind;
  /** The vendor, item or word that they share. */
  readonly shows: string;
  /** Newest first, those with a category only; at most `memoryLimit` count. */
  readonly examples: readonly Example[];
}

export interface Example {
  readonly category: string;
  /** The person said it, or took it when asked; otherwise it was suggested and left so, which says less. */
  readonly said: boolean;
}

/** A category that fits best, and why. */
export interface Guess {
  readonly category: string;
  /** Other categories that would fit, the best first. */
  readonly others: readonly string[];
  /** Right often enough (95 of 100 on made ledgers) to be applied without a question. */
  readonly sure: boolean;
  readonly because: {
    /** What it is known from: the purchases at the vendor `shows`, or those with the words `shows`. */
    readonly kind: 'vendor' | 'words';
    readonly shows: string;
    /** How many of the newest `of` such purchases are of this category. */
    readonly count: number;
    readonly of: number;
  };
}

/** How far back a cue is followed: people move, shops change, and what was long ago says little. */
export const memoryLimit = 12;

/** What the newest purchase says, and by which factor each older one says less. */
const decay = 0.8;
const leftSuggested = 0.5;
/** How much each kind of cue has to say. The words of an item are several. */
const weights: Readonly<Record<CueKind, number>> = { vendor: 1, item: 1, word: 0.5 };
const sureShare = 0.73;
const sureStreak = 2;
const sureCount = 3;

/**
 * Works out the category from what the person did before. Each cue votes for the categories of its newest purchases;
 * a cue that always led to one category has more to say than one that led to several. Null: nothing is remembered.
 */
export function guessCategory(memories: readonly Memory[]): Guess | null {
  const votes = memories.flatMap(votesOf);
  const total = votes.reduce((sum, { vote }) => sum + vote, 0);
  const scores = new Map<string, number>();
  for (const { category, vote } of votes) scores.set(category, (scores.get(category) ?? 0) + vote);
  const [best, ...others] = [...scores].sort(([, one], [, other]) => other - one);
  if (!best) return null;
  const [category, score] = best;
  const lead = votes
    .filter((vote) => vote.category === category)
    .reduce((strongest, vote) => (vote.vote > strongest.vote ? vote : strongest));
  const { kind, shows } = lead.memory;
  const because = { kind: kind === 'vendor' ? 'vendor' : 'words', shows, ...countIn(lead) } as const;
  return {
    category,
    others: others.map(([name]) => name),
    sure: score / total >= sureShare && isPlenty(because),
    because,
  };
}

/** Two in a row are, and three among others. */
function isPlenty({ count, of }: { readonly count: number; readonly of: number }): boolean {
  return count >= (count === of ? sureStreak : sureCount);
}

interface Vote {
  readonly category: string;
  readonly vote: number;
  readonly memory: Memory;
}

function votesOf(memory: Memory): readonly Vote[] {
  const shares = new Map<string, number>();
  let total = 0;
  let weight = 1;
  for (const { category, said } of memory.examples.slice(0, memoryLimit)) {
    const part = said ? weight : weight * leftSuggested;
    shares.set(category, (shares.get(category) ?? 0) + part);
    total += part;
    weight *= decay;
  }
  return [...shares].map(([category, part]) => ({
    category,
    vote: weights[memory.kind] * (part / total) ** 2,
    memory,
  }));
}

/** "your last 6", or "5 of your last 7" where the newest were not all of this category. */
function countIn({ category, memory }: Vote): { readonly count: number; readonly of: number } {
  const newest = memory.examples.slice(0, memoryLimit);
  const other = newest.findIndex((example) => example.category !== category);
  const streak = other === -1 ? newest.length : other;
  if (streak >= sureStreak) return { count: streak, of: streak };
  return { count: newest.filter((example) => example.category === category).length, of: newest.length };
}
