import type { Purchase } from './people.ts';

/** How what the ledger holds of one person differs from what they said. */
export interface LedgerCounts {
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly strange: readonly string[];
}

/** A row of the ledger, by number. */
export interface Recorded extends Purchase {
  readonly number: number;
}

/** Compares one person's purchases, in the order said, with the ledger's, in the order of their numbers. */
export function compare(said: readonly Purchase[], recorded: readonly Recorded[]): LedgerCounts {
  const places = new Map(said.map((purchase, index) => [keyOf(purchase), index]));
  const seen = new Set<number>();
  const order: number[] = [];
  const strange: string[] = [];
  let doubled = 0;
  for (const purchase of recorded) {
    const place = places.get(keyOf(purchase));
    if (place === undefined) strange.push(`nobody said purchase ${purchase.number}: ${keyOf(purchase)}`);
    else if (seen.has(place)) doubled += 1;
    else {
      seen.add(place);
      order.push(place);
    }
  }
  if (recorded.some(({ number }, index) => number !== index + 1))
    strange.push(`the numbers are not 1 to ${recorded.length}`);
  return {
    lost: said.length - seen.size,
    doubled,
    outOfOrder: order.length - longestRun(order),
    strange,
  };
}

function keyOf({ item, minor, vendor, category }: Purchase): string {
  return JSON.stringify([item, minor, vendor, category]);
}

/** The length of the longest ascending subsequence: what is not in it is out of order. */
function longestRun(order: readonly number[]): number {
  const ends: number[] = [];
  for (const place of order) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = place;
  }
  return ends.length;
}
