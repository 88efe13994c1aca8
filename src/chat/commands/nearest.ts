/** Commands of other bots, or words for what a command does. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ['add', 'new'],
  ['list', 'show'],
  ['find', 'search'],
  ['report', 'month'],
  ['exit', 'quit'],
  ['rules', 'categories'],
]);

/** The name that a mistyped or shortened command most likely means, the first of several; undefined: none is near. */
export function nearestTo(typed: string, names: readonly string[]): string | undefined {
  const synonym = names.find((name) => name === synonyms.get(typed));
  if (synonym !== undefined) return synonym;
  const begun = typed.length > 2 ? names.find((name) => name.startsWith(typed)) : undefined;
  const most = typed.length > 6 ? 2 : 1;
  const near = names.map((name) => ({ name, slips: slipsBetween(typed, name) }));
  return begun ?? near.filter(({ slips }) => slips <= most).sort((a, b) => a.slips - b.slips)[0]?.name;
}

/** How many letters were left out, added, mistaken, or swapped with the next. */
function slipsBetween(typed: string, meant: string): number {
  let before: number[] = [];
  let last = Array.from({ length: meant.length + 1 }, (_, at) => at);
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= meant.length; at += 1) {
      const isSame = typed[row - 1] === meant[at - 1];
      const isSwapped = typed[row - 2] === meant[at - 1] && typed[row - 1] === meant[at - 2];
      now[at] = Math.min(
        (last[at] ?? 0) + 1,
        (now[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        ...(row > 1 && at > 1 && isSwapped ? [(before[at - 2] ?? 0) + 1] : []),
      );
    }
    [before, last] = [last, now];
  }
  return last[meant.length] ?? 0;
}
