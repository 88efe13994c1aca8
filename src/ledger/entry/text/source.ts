import type { Source } from '../amounts/amounts.ts';
import { type Conventions, conventionsOf } from '../amounts/conventions.ts';
import { type CurrencyName, combined } from '../amounts/currencies.ts';
import { currencyNamed, isUnit, type Lexicon, languageOf, lexiconFor } from '../lexicon.ts';
import { endsWithShare } from '../phrases.ts';
import { numberSignAt } from './neighbours.ts';
import { isOperator } from './operators.ts';
import { type Knowledge, type Token, tokenize } from './tokens.ts';

/** What reading a line needs from its locale. */
interface Manner {
  readonly lexicon: Lexicon;
  readonly conventions: Conventions;
  readonly language: string;
  readonly knowledge: Knowledge;
}

const manners = new Map<string, Manner>();
const mostManners = 64;

function mannerOf(locale: string): Manner {
  let manner = manners.get(locale);
  if (manner === undefined) {
    const lexicon = lexiconFor(locale);
    const knowledge: Knowledge = {
      isUnit: (word) => isUnit(word, lexicon),
      isNamed: (before) => numberSignAt(before, lexicon) !== null || endsWithShare(before, lexicon),
    };
    manner = { lexicon, conventions: conventionsOf(locale), language: languageOf(locale), knowledge };
    if (manners.size >= mostManners) manners.clear();
    manners.set(locale, manner);
  }
  return manner;
}

/**
 * Cuts one line (in normal form, without line breaks) into tokens and finds the currencies among them. `apart`: the
 * offset of a number whose digits must not be joined across a space; null: none.
 */
export function readSource(line: string, own: string, locale: string, apart: number | null = null): Source {
  const { lexicon, conventions, language, knowledge } = mannerOf(locale);
  const tokens = tokenize(line, knowledge, apart);
  const isNone = (text: string) => (lexicon.notCurrencies.get(text) ?? own) !== own;
  const currencies = tokens.map(({ kind, text, start, end }) =>
    kind === 'number' || isNone(text) ? null : currencyNamed(text, line.slice(start, end), own, lexicon),
  );
  nameAdjectives(tokens, currencies, lexicon);
  signWords(tokens, currencies, lexicon, apart);
  return { tokens, currencies, depths: depthsOf(tokens), lexicon, conventions, language, own };
}

/** An adjective next to a currency name counts as a currency too: "US dollars", "pesos mexicanos". */
function nameAdjectives(
  tokens: readonly Token[],
  currencies: (CurrencyName | null)[],
  lexicon: Lexicon,
): void {
  if (currencies.every((name) => name === null)) return;
  for (const [at, { text }] of tokens.entries()) {
    const code = currencies[at] === null ? lexicon.currencyAdjectives.get(text) : undefined;
    if (code === undefined) continue;
    const beside = [currencies[at + 1] ?? null, currencies[at - 1] ?? null];
    if (beside.some((name) => name !== null && combined(name, code) !== null)) currencies[at] = code;
  }
}

/**
 * Turns words of arithmetic between two amounts into signs: "12 plus 3", "5 euros minus 1"; but not after the number at
 * `apart`.
 */
function signWords(
  tokens: Token[],
  currencies: readonly (CurrencyName | null)[],
  lexicon: Lexicon,
  apart: number | null,
): void {
  for (const [at, token] of tokens.entries()) {
    const sign = token.kind === 'word' ? lexicon.operators.get(token.text) : undefined;
    if (sign === undefined) continue;
    const isUnit =
      (currencies[at - 1] ?? null) !== null || lexicon.multipliers.has(tokens[at - 1]?.text ?? '');
    const before = tokens[isUnit && sign !== 'x' ? at - 2 : at - 1];
    const after = tokens[(currencies[at + 1] ?? null) === null ? at + 1 : at + 2];
    if (before?.kind !== 'number' || before.start === apart || after?.kind !== 'number') continue;
    tokens[at] = { ...token, kind: 'mark', text: sign };
  }
}

/** Whether this sign of arithmetic was typed as a word. */
export function isSignWord({ kind, text, start, end }: Token): boolean {
  return kind === 'mark' && end - start > 1 && isOperator(text);
}

/** For each closed parenthesis, how many levels it holds; null: there is none. */
function depthsOf(tokens: readonly Token[]): Uint16Array | null {
  if (!tokens.some(({ text }) => text === ')')) return null;
  const depths = new Uint16Array(tokens.length);
  const open: { at: number; inner: number }[] = [];
  for (const [at, { text }] of tokens.entries()) {
    if (text === '(') open.push({ at, inner: 0 });
    const closed = text === ')' ? open.pop() : undefined;
    if (closed === undefined) continue;
    depths[closed.at] = closed.inner + 1;
    const around = open.at(-1);
    if (around !== undefined) around.inner = Math.max(around.inner, closed.inner + 1);
  }
  return depths;
}
