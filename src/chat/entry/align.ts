/** Indexes of matching items in the old and the new list; null: the item is not in that list. */
export type Pair = readonly [before: number | null, after: number | null];

/**
 * Matches two lists in order, maximising the total `likeness` of the matches. `likeness` of an old and a new index must
 * be above 0, and higher the likelier they are the same thing. Time and memory are in O(`oldCount` · `newCount`).
 */
export function align(
  oldCount: number,
  newCount: number,
  likeness: (before: number, after: number) => number,
): readonly Pair[] {
  const width = newCount + 1;
  const best = new Float64Array((oldCount + 1) * width);
  const at = (before: number, after: number) => best[before * width + after] ?? 0;
  const like = new Float64Array(oldCount * newCount);
  for (let before = oldCount - 1; before >= 0; before -= 1) {
    for (let after = newCount - 1; after >= 0; after -= 1) {
      const alike = likeness(before, after);
      like[before * newCount + after] = alike;
      best[before * width + after] = Math.max(
        at(before + 1, after + 1) + alike,
        at(before + 1, after),
        at(before, after + 1),
      );
    }
  }
  const pairs: Pair[] = [];
  let before = 0;
  let after = 0;
  while (before < oldCount || after < newCount) {
    const both = before < oldCount && after < newCount;
    if (both && at(before, after) === at(before + 1, after + 1) + (like[before * newCount + after] ?? 0)) {
      pairs.push([before, after]);
      before += 1;
      after += 1;
    } else if (after === newCount || (both && at(before, after) === at(before + 1, after))) {
      pairs.push([before, null]);
      before += 1;
    } else {
      pairs.push([null, after]);
      after += 1;
    }
  }
  return pairs;
}

/** How alike two texts are: 0 if they share no word, 1 if they share all. */
export function shareOfWords(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  if (left.size + right.size === 0) return 1;
  let same = 0;
  for (const word of left) if (right.has(word)) same += 1;
  return (2 * same) / (left.size + right.size);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
}
