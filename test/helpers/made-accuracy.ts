import { type Bought, cuesOf } from '../../src/ledger/categories/cues.ts';
import { type Example, type Guess, guessCategory } from '../../src/ledger/categories/suggest.ts';
import type { MadePurchase } from './made-ledger.ts';

/** How good suggestions are: shares, 0 to 1, of the purchases asked about (those with a category). */
export interface Accuracy {
  /** The number of purchases asked about, not a share. */
  readonly asked: number;
  /** Right if the most frequent earlier category were always suggested. */
  readonly naive: number;
  /** The first suggestion was right. */
  readonly right: number;
  /** The right category was among the first three. */
  readonly amongThree: number;
  /** The suggestion was sure, so would be applied. */
  readonly sure: number;
  /** Right, as a share of the sure ones. */
  readonly sureRight: number;
  /** Nothing was suggested. */
  readonly none: number;
  /** The person did not slip, so it could have been right. */
  readonly possible: number;
}

/** The accuracy for the last fifth of a ledger when only the first four fifths are known. */
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

/** Splits a ledger into the known purchases and later ones with a category, to ask about. */
export function split(
  ledger: readonly MadePurchase[],
): readonly [known: readonly MadePurchase[], asked: readonly MadePurchase[]] {
  const cut = Math.floor(ledger.length * 0.8);
  return [ledger.slice(0, cut), ledger.slice(cut).filter(({ category }) => category !== null)];
}

/** The accuracy of these guesses, one for each purchase asked about. */
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

/** Examples by cue, newest first, as the ledger's queries find them. */
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
