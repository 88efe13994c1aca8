import type { Source } from './amounts.ts';
import { isOperator } from './operators.ts';

/** Whether the tokens `from` (inclusive) to `to` (exclusive) have no currency, operator or unit next to them. */
export function standsAlone({ tokens, currencies, lexicon }: Source, from: number, to: number): boolean {
  const before = tokens[from - 1];
  const isOperand = tokens[from - 2]?.kind === 'number';
  if (before !== undefined && isOperand && isOperator(before.text)) return false;
  if ((currencies[from - 1] ?? null) !== null && (tokens[from]?.glued === true || !isOperand)) return false;
  const after = tokens[to];
  if (after === undefined) return true;
  const number = tokens[to + 1]?.kind === 'number';
  if ((currencies[to] ?? null) !== null) return !after.glued && number && tokens[to + 1]?.glued === true;
  if (isOperator(after.text))
    return !number && tokens[to + 1]?.text !== '(' && (currencies[to + 1] ?? null) === null;
  return !(
    after.kind === 'word' &&
    (lexicon.multipliers.has(after.text) || lexicon.measures.has(after.text))
  );
}
