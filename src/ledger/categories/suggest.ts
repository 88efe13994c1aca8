import type { CueKind } from './cues.ts';

/** Earlier purchases that share one cue with the present one. */
export interface Memory {
  readonly kind: CueKind;
  /** The vendor, item or word they share. */
  readonly shows: string;
  /** Only those with a category, newest first; at most `memoryLimit` count. */
  readonly examples: readonly Example[];
}

export interface Example {
  readonly category: string;
  /** The person named it, or chose it when asked; false: it was suggested and left, which is weaker evidence. */
  readonly said: boolean;
}

/** The best fitting category, and why. */
export interface Guess {
  readonly category: string;
  /** Other categories that would fit, the best first. */
  readonly others: readonly string[];
  /** Whether it is reliable enough to be applied without asking (right in 95 of 100 cases on generated ledgers). */
  readonly sure: boolean;
  readonly because: {
    /** The evidence: purchases from the vendor `shows`, or with the words `shows`. */
    readonly kind: 'vendor' | 'words';
    readonly shows: string;
    /** How many of the newest `of` such purchases have this category. */
    readonly count: number;
    readonly of: number;
  };
}

/** How many purchases of a cue count: people move, shops change, and older ones say little. */
export const memoryLimit = 12;

/** Each older purchase weighs this much of the one after it. */
const decay = 0.8;
const leftSuggested = 0.5;
/** The weight of each kind of cue. An item has several words. */
const weights: Readonly<Record<CueKind, number>> = { vendor: 1, item: 1, word: 0.5 };
const sureShare = 0.73;
const sureStreak = 2;
const sureCount = 3;

/**
 * Guesses the category from earlier purchases. Each cue votes for the categories of its newest purchases; a cue that
 * always led to one category counts more than one that led to several. Null: there are none.
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

/** Whether there is enough evidence: two in a row, or three among others. */
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

/** "your last 6", or "5 of your last 7" if the newest are not all in this category. */
function countIn({ category, memory }: Vote): { readonly count: number; readonly of: number } {
  const newest = memory.examples.slice(0, memoryLimit);
  const other = newest.findIndex((example) => example.category !== category);
  const streak = other === -1 ? newest.length : other;
  if (streak >= sureStreak) return { count: streak, of: streak };
  return { count: newest.filter((example) => example.category === category).length, of: newest.length };
}
