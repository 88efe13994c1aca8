import { DEAD } from './amounts/prices.ts';
import type { Line } from './reader.ts';
import { numberSignAt } from './text/neighbours.ts';
import type { Token } from './text/tokens.ts';

/**
 * For each token, 1 if it may follow a price that ends the line: telephone numbers, web addresses, numbers after
 * "no." or "#", emoji, and notes in parentheses. Emoji may also precede one that starts it.
 */
export function besidesIn(line: Line, taken: Uint8Array): Uint8Array {
  const { tokens, lexicon } = line;
  const besides = new Uint8Array(tokens.length);
  let noteTo = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.text === '(' && at >= noteTo) noteTo = noteEnd(line, at);
    const isOne = taken[at] === DEAD || lexicon.phones.has(token.text) || isAddressOrEmoji(token);
    if (isOne || at < noteTo) besides[at] = 1;
    const sign = token.kind === 'number' ? numberSignAt(tokens, lexicon, at) : null;
    if (sign !== null) besides.fill(1, sign, at + 1);
  }
  return besides;
}

function isAddressOrEmoji({ kind, text }: Token): boolean {
  return kind === 'mark' ? /^[\p{Extended_Pictographic}\p{RI}]/u.test(text) : /^(?:https?:|www\.)/.test(text);
}

/** The end of a note in parentheses that starts here; `at` if it is not closed. */
function noteEnd({ tokens, depths }: Line, at: number): number {
  let depth = depths?.[at] ? 1 : 0;
  let to = at;
  while (depth > 0) {
    to += 1;
    if (tokens[to]?.text === '(') depth += 1;
    if (tokens[to]?.text === ')') depth -= 1;
  }
  return to > at ? to + 1 : at;
}
