import type { Line } from '../reader.ts';

/**
 * Index of the first token of a date with the "on", "on the", "starting on" and the like before it, and whether these
 * words say that something begins then: in the past ("since") or at a nearby time; null: they do not.
 */
export function beforeDay(
  line: Line,
  at: number,
  free: number,
): { readonly from: number; readonly begins: 'past' | 'near' | null } {
  let from = at;
  let starting = startingPhrase(line, from, free);
  while (starting === null && from > free && from > at - 2) {
    const before = line.tokens[from - 1];
    if (before?.kind !== 'word' || !line.lexicon.beforeDates.has(before.text)) break;
    from -= 1;
    starting = startingPhrase(line, from, free);
  }
  return starting ?? { from, begins: null };
}

const longestStarting = 3;

/** The longest phrase such as "starting on" that ends before token `end`; null: none does. */
function startingPhrase(
  { tokens, lexicon }: Line,
  end: number,
  free: number,
): ReturnType<typeof beforeDay> | null {
  let found: ReturnType<typeof beforeDay> | null = null;
  let text = '';
  for (let from = end - 1; from >= Math.max(free, end - longestStarting); from -= 1) {
    const token = tokens[from];
    if (token?.kind !== 'word') break;
    text = text === '' ? token.text : `${token.text} ${text}`;
    const isPast = lexicon.starting.get(text);
    if (isPast !== undefined) found = { from, begins: isPast ? 'past' : 'near' };
  }
  return found;
}

/** The end of a date together with "morning" and the like after it. */
export function withPostpositions(line: Line, to: number): number {
  let end = to;
  while (end < to + 2) {
    const after = line.tokens[end];
    if (after?.kind !== 'word' || !line.lexicon.afterDates.has(after.text)) break;
    end += 1;
  }
  return end;
}
