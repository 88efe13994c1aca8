/** What became of a list: places in the old one and in the new one; null: it is not there. */
export type Pair = readonly [before: number | null, after: number | null];

/**
 * Matches two lists in their order, so that the likenesses of what is matched add up to the most. `likeness` of an old
 * and a new place: more than 0, the more the likelier it is the same thing. Takes time and room in the product of the
 * lengths.
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

/** How alike two texts are: 0 where no word is the same, 1 where all are. */
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
