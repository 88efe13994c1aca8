import { type Bought, cuesOf } from '../../src/ledger/cues.ts';
import { type Example, type Guess, guessCategory } from '../../src/ledger/suggest.ts';
import type { MadePurchase } from './made-ledger.ts';

/** Shares, 0 to 1, of the purchases that were asked about: those with a category. */
export interface Accuracy {
  /** How many were asked about: not a share. */
  readonly asked: number;
  /** Always suggesting the category that was most frequent before. */
  readonly naive: number;
  /** The first suggestion is right. */
  readonly right: number;
  /** The category that the person chose is among the first three. */
  readonly amongThree: number;
  /** The suggestion is sure, so that it would be applied. */
  readonly sure: number;
  /** Of the sure ones: right. */
  readonly sureRight: number;
  /** Nothing is suggested. */
  readonly none: number;
  /** Of all: the person did not slip, so that it could have been right. */
  readonly possible: number;
}

/** The last fifth, asked about with only the first four fifths known. */
export function frozenAccuracy(ledger: readonly MadePurchase[]): Accuracy {
  const [known, asked] = split(ledger);
  const memory = new Map<string, Example[]>();
  for (const purchase of known) remember(memory, purchase);
  return accuracyOf(
    known,
    asked,
    asked.map((purchase) => recall(memory, purchase)),
  );
}

/** The purchases that are known, and the later ones that are asked about: those whose category the person said. */
export function split(
  ledger: readonly MadePurchase[],
): readonly [known: readonly MadePurchase[], asked: readonly MadePurchase[]] {
  const cut = Math.floor(ledger.length * 0.8);
  return [ledger.slice(0, cut), ledger.slice(cut).filter(({ category }) => category !== null)];
}

/** How good these guesses were, one for each purchase asked about. */
export function accuracyOf(
  known: readonly MadePurchase[],
  asked: readonly MadePurchase[],
  guesses: readonly (Pick<Guess, 'category' | 'others' | 'sure'> | null)[],
): Accuracy {
  const frequent = mostFrequent(known);
  const pairs = asked.map((purchase, index) => ({ purchase, guess: guesses[index] ?? null }));
  const share = (list: typeof pairs, holds: (pair: (typeof pairs)[number]) => boolean) =>
    list.filter(holds).length / Math.max(1, list.length);
  const sure = pairs.filter(({ guess }) => guess?.sure);
  return {
    asked: asked.length,
    naive: share(pairs, ({ purchase }) => purchase.category === frequent),
    right: share(pairs, ({ purchase, guess }) => guess?.category === purchase.category),
    amongThree: share(
      pairs,
      ({ purchase: { category }, guess }) =>
        guess !== null &&
        category !== null &&
        [guess.category, ...guess.others.slice(0, 2)].includes(category),
    ),
    sure: sure.length / Math.max(1, pairs.length),
    sureRight: share(sure, ({ purchase, guess }) => guess?.category === purchase.category),
    none: share(pairs, ({ guess }) => guess === null),
    possible: share(pairs, ({ purchase }) => !purchase.slip),
  };
}

function mostFrequent(purchases: readonly MadePurchase[]): string | null {
  const counts = new Map<string, number>();
  for (const { category } of purchases)
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** By cue, newest first: what the ledger's queries find. */
function remember(memory: Map<string, Example[]>, purchase: MadePurchase): void {
  if (purchase.category === null) return;
  for (const { text } of cuesOf(purchase)) {
    const examples = memory.get(text) ?? [];
    memory.set(text, [{ category: purchase.category, said: true }, ...examples].slice(0, 36));
  }
}

function recall(memory: ReadonlyMap<string, readonly Example[]>, bought: Bought): Guess | null {
  return guessCategory(
    cuesOf(bought).map(({ kind, text, shows }) => ({ kind, shows, examples: memory.get(text) ?? [] })),
  );
}
