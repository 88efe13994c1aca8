import type { Source } from '../amounts/amounts.ts';
import type { Lexicon } from '../lexicon.ts';
import { isOperator, isTimes } from './operators.ts';
import type { Token } from './tokens.ts';

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
  if (isPercent(after)) return false;
  return !(
    after.kind === 'word' &&
    (lexicon.multipliers.has(after.text) || lexicon.measures.has(after.text))
  );
}

/**
 * Where the sign begins that makes a number after these tokens (up to `end`) identify something: "#5", "№ 5", "no. 5",
 * "n° 5"; null: there is none.
 */
export function numberSignAt(
  tokens: readonly Token[],
  { numberSigns }: Lexicon,
  end: number = tokens.length,
): number | null {
  const [before, sign, first] = [tokens[end - 1], tokens[end - 2]?.text ?? '', tokens[end - 3]?.text];
  if (before === undefined) return null;
  if (before.text === '#' || before.text === '№') return end - 1;
  if (before.text === '.')
    return before.glued && (numberSigns.has(sign) || numberSigns.has(`${sign}.`)) ? end - 2 : null;
  if (!numberSigns.has(before.text)) return null;
  if (before.text !== '°' || !before.glued) return end - 1;
  // "n.° 5"
  return sign === '.' && first === 'n' ? end - 3 : end - 2;
}

/** Whether a full stop after the word here abbreviates it: "Rs. 500". */
export function isAbbreviated(tokens: readonly Token[], at: number): boolean {
  const point = tokens[at + 1];
  return point?.text === '.' && point.glued && tokens[at]?.kind === 'word';
}

/**
 * Whether the number before token `at` counts or measures something: "10%", "55\" tv", "2x beer", but not "1,20 pièce".
 * `goesOn`: after a multiplication sign there, another number follows. `isMoney`: a currency stands between, as in "20 €
 * hours".
 */
export function counts(
  { tokens, lexicon }: Source,
  at: number,
  isWhole: boolean,
  goesOn: boolean,
  isMoney: boolean,
): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (lexicon.measures.has(token.text) && !isMoney) return isWhole || !lexicon.each.behind.has(token.text);
  if (isPercent(token) || (token.glued && token.text === '°')) return true;
  const isInches = token.kind === 'mark' && token.glued && '"”'.includes(token.text);
  if (isInches && tokens[at + 1]?.glued === false) return true;
  return isTimes(token.text) && tokens[at + 1]?.kind === 'word' && !goesOn;
}

function isPercent({ text }: Token): boolean {
  return text === '%' || text === '‰';
}
