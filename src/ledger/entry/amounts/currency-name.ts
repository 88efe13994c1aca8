import { hiddenCharacterAt, normalForm } from '../text/characters.ts';
import { readSource } from '../text/source.ts';
import { codeOf, resolveCurrency } from './currencies.ts';

const longestName = 40;

/**
 * The currencies that a text may name if it is only a name: an ISO code in any case, a sign, or a word of any language
 * ("usd", "€", "euros"). `own` is a code in use: "$" is the account's own dollar if it has one. Empty: it names none.
 */
export function readCurrency(text: string, options: { own: string; locale: string }): readonly string[] {
  if (text.length > longestName || hiddenCharacterAt(text) !== null) return [];
  const name = normalForm(text).trim();
  const code = codeOf(name);
  if (code !== null) return [code];
  const { tokens, currencies } = readSource(name, options.own, options.locale);
  const [currency] = currencies;
  return tokens.length === 1 && currency ? resolveCurrency(currency, options.own) : [];
}
