import type { Money } from '../../money.ts';
import { hiddenCharacterAt, normalForm } from '../text/characters.ts';
import { readSource } from '../text/source.ts';
import { readAmount } from './amounts.ts';
import { resolveCurrency } from './currencies.ts';
import { moneyOf } from './worth.ts';

export type PriceProblem =
  | 'not-a-price'
  | 'zero'
  | 'negative'
  | 'too-large'
  | 'too-many-decimals'
  | 'ambiguous'
  | 'hidden-characters';

const longestPrice = 200;

/**
 * Reads the answer to "what did it cost?": only a number, in anybody's way of writing, or arithmetic, with or without a
 * currency. `currency` is the account's own (a code in use), `locale` a BCP 47 tag or ''. The money is positive, exact
 * and at most 999,999,999,999.99.
 */
export function parsePrice(
  text: string,
  options: { currency: string; locale: string },
): { ok: true; money: Money } | { ok: false; problem: PriceProblem } {
  if (hiddenCharacterAt(text) !== null) return refused('hidden-characters');
  if (text.length > longestPrice) return refused('not-a-price');
  const source = readSource(normalForm(text), options.currency, options.locale);
  const { tokens } = source;
  const sign = tokens[0]?.kind === 'mark' ? tokens[0].text : '';
  const start = sign === '+' || sign === '-' || sign === '–' ? 1 : 0;
  const amount = readAmount(source, start);
  if (amount === null) return refused('not-a-price');
  const behind = tokens.slice(amount.to);
  if (behind.length > 1 || behind.some((token) => !(token.glued && '.,!'.includes(token.text)))) {
    return refused('not-a-price');
  }
  if (start === 1 && sign !== '+') return refused('negative');
  const names =
    amount.currency === null
      ? ([options.currency] as const)
      : resolveCurrency(amount.currency, options.currency);
  if (names.length > 1 || amount.readings.length > 1) return refused('ambiguous');
  const money = moneyOf(amount.readings[0], names[0]);
  return typeof money === 'string' ? refused(money) : { ok: true, money };
}

function refused(problem: PriceProblem): { ok: false; problem: PriceProblem } {
  return { ok: false, problem };
}
