import type { Source } from './amounts.ts';
import { conventionsOf } from './conventions.ts';
import { currencyNamed, isUnit, languageOf, lexiconFor } from './lexicon.ts';
import { tokenize } from './tokens.ts';

/** Cuts one line (in normal form, without line breaks) into tokens and names the currencies among them. */
export function readSource(line: string, own: string, locale: string): Source {
  const lexicon = lexiconFor(locale);
  const tokens = tokenize(line, (word) => isUnit(word, lexicon));
  const currencies = tokens.map((token) =>
    token.kind === 'number'
      ? null
      : currencyNamed(token.text, line.slice(token.start, token.end), own, lexicon),
  );
  return { tokens, currencies, lexicon, conventions: conventionsOf(locale), language: languageOf(locale) };
}
