import { minorDigits } from '../../money.ts';
import { besidesIn } from '../besides.ts';
import type { Line } from '../reader.ts';
import { numberSignAt } from '../text/neighbours.ts';
import { isLong } from '../text/phones.ts';
import { MAIN, MARKER, type Sections } from '../text/sections.ts';
import type { Token } from '../text/tokens.ts';
import { type Amount, readAmount, type Source } from './amounts.ts';
import { withEither } from './either.ts';
import { withAll, withEarlier, withHundredths } from './several-of.ts';
import { type Candidate, CURRENCY, DECIMALS, FIRST, LAST, NEVER, WORKED, withSum } from './sums.ts';

/** The possible prices of a line. */
export interface Price {
  /** None, one, or several that are equally likely. */
  readonly amounts: readonly Amount[];
  /** If there is none: the line's only number, a whole one amid the words, which may be meant; else null. */
  readonly inside: Amount | null;
  /** The same amount in another currency, after an equals sign. */
  readonly converted: Amount | null;
  /** Whether it was chosen because of a currency next to it. */
  readonly hasCurrency: boolean;
}

/** The price of a line without one. */
export const noPrice: Price = { amounts: [], inside: null, converted: null, hasCurrency: false };

/** An empty amount, which takes no words. */
export function noAmount(currency: string): Amount {
  const nothing = { value: { over: 0n, under: 1n }, decimals: 0, divided: false, endless: false };
  return { from: 0, to: 0, readings: [nothing], currency, shorter: null };
}

/**
 * The state of a token: not used yet, used for its meaning (so not part of the item), or a word that cannot be a
 * number.
 */
export const FREE = 0;
export const SAID = 1;
export const DEAD = 2;

/**
 * Chooses the price of a line with one entry. `taken` is FREE, SAID or DEAD for each token; `opening` is the index of a
 * kind word such as "income", or of the lone currency code, that may precede a price at the start of the line, or -1;
 * `currency` is the code of a bare number.
 */
export function choosePrice(
  line: Line,
  sections: Sections,
  taken: Uint8Array,
  currency: string,
  opening: number,
): Price {
  const source = masked(line, taken);
  const amounts = amountsOf(source, sections);
  const digits = minorDigits(currency) ?? 0;
  const isSolid = (at: number): boolean =>
    taken[at] !== SAID && sections.owner[at] === MAIN && at !== opening && !isPunctuation(line.tokens[at]);
  const ranked = (solid: (at: number) => boolean): Candidate[] => {
    const edges = edgesOf(line.tokens.length, solid);
    return amounts.map((amount) => ({ amount, rank: rankOf(amount, sections, edges, digits) }));
  };
  const strict = ranked(isSolid);
  const hasPrice = amounts.length === 0 || strict.some(({ rank }) => rank > NEVER);
  // "shoes 25 https://example.com", "pizza 12 (with Anna) 😋": a price may end the line but for these, if nothing else is
  // one
  const besides = hasPrice ? null : besidesIn(line, taken);
  const candidates = besides === null ? strict : ranked((at) => isSolid(at) && besides[at] === 0);
  return best(source, candidates, sections, digits);
}

function amountsOf(source: Source, sections: Sections): readonly Amount[] {
  const amounts: Amount[] = [];
  let at = 0;
  while (at < source.tokens.length) {
    const amount = isReadable(sections, at) ? amountAt(source, at) : null;
    if (amount !== null) amounts.push(amount);
    at = amount?.to ?? at + 1;
  }
  return amounts;
}

function best(source: Source, candidates: readonly Candidate[], sections: Sections, digits: number): Price {
  let rank = NEVER;
  for (const candidate of candidates) rank = Math.max(rank, candidate.rank);
  const winners =
    rank === NEVER ? [] : candidates.filter((one) => one.rank === rank).map(({ amount }) => amount);
  const all = withAll(source, candidates, withSum(source, sections, candidates, winners));
  const either = withEither(source, candidates, withEarlier(source, candidates, all));
  const meant = withShorter(source, candidates, either);
  const isPlain = digits === 2 && (rank === FIRST || rank === LAST || rank === CURRENCY);
  const amounts = isPlain ? withHundredths(source, candidates, meant) : meant;
  const [first, second] = amounts;
  const hasCurrency = rank === CURRENCY;
  if (
    amounts.length === 2 &&
    first !== undefined &&
    second !== undefined &&
    converts(source, first, second)
  ) {
    return { amounts: [first], inside: null, converted: second.shorter ?? second, hasCurrency };
  }
  return {
    amounts,
    inside: first === undefined ? inside(candidates, sections) : null,
    converted: null,
    hasCurrency,
  };
}

function inside(candidates: readonly Candidate[], { owner }: Sections): Amount | null {
  const [only, another] = candidates;
  if (only === undefined || another !== undefined) return null;
  const isWhole = only.amount.readings[0].decimals === 0 && owner[only.amount.from] === MAIN;
  return isWhole ? only.amount : null;
}

/** All numbers of a line if the price would be one that may be a telephone number: "pulsa 20000 81234567890". */
function withShorter(
  { tokens }: Source,
  candidates: readonly Candidate[],
  winners: readonly Amount[],
): readonly Amount[] {
  const isDoubtful = ({ from, to, currency }: Amount): boolean =>
    to === from + 1 && currency === null && isLong(tokens[from]);
  return winners.some(isDoubtful) ? candidates.map(({ amount }) => amount) : winners;
}

function converts(source: Source, first: Amount, second: Amount): boolean {
  const isEquals = source.tokens[first.to]?.text === '=' && second.from === first.to + 1;
  return (
    isEquals && first.currency !== null && second.currency !== null && first.currency !== second.currency
  );
}

function rankOf(amount: Amount, sections: Sections, edges: Edges, digits: number): number {
  if (amount.currency !== null) return CURRENCY;
  const { readings } = amount;
  if (digits > 0 && readings.some((reading) => reading?.decimals === digits)) return DECIMALS;
  const owner = sections.owner[amount.from] ?? MAIN;
  if (owner >= 0) {
    // "@ Starbucks 15": a number that ends a field, if no other is the price
    return amount.to === sections.list[owner]?.to ? WORKED : NEVER;
  }
  if (edges.first >= amount.from) return FIRST;
  if (edges.last < amount.to) return LAST;
  return readings.some((reading) => reading?.decimals !== 0) ? WORKED : NEVER;
}

interface Edges {
  readonly first: number;
  readonly last: number;
}

/** The first and the last token of the line's own words: not dates, fields, known categories or punctuation. */
function edgesOf(count: number, isSolid: (at: number) => boolean): Edges {
  let first = 0;
  while (first < count && !isSolid(first)) first += 1;
  let last = count - 1;
  while (last >= 0 && !isSolid(last)) last -= 1;
  return { first, last };
}

/** Whether a token is a mark without a meaning of its own; an emoji ("☕") has one. */
export function isPunctuation(token: Token | undefined): boolean {
  return (
    token === undefined || (token.kind === 'mark' && /^[\p{P}\p{M}\p{Sm}\p{Sk}\p{C}|^`]/u.test(token.text))
  );
}

function isReadable(sections: Sections, at: number): boolean {
  const owner = sections.owner[at] ?? MARKER;
  return owner === MAIN || (owner >= 0 && sections.list[owner]?.field !== 'hash');
}

function amountAt(source: Source, at: number): Amount | null {
  const token = source.tokens[at];
  if (token === undefined) return null;
  const number = token.kind === 'number';
  if (!number && token.text !== '(' && (source.currencies[at] ?? null) === null)
    return negativeAt(source, at);
  if (number && numberSignAt(source.tokens, source.lexicon, at) !== null) return null;
  return readAmount(source, at);
}

/** A negative amount: "-5" after a word, but not in "coffee - 5" or "coffee-5". */
function negativeAt(source: Source, at: number): Amount | null {
  const sign = source.tokens[at];
  const next = source.tokens[at + 1];
  if (at === 0 || sign?.text !== '-' || sign.glued || next?.glued !== true) return null;
  const amount = readAmount(source, at + 1);
  if (amount === null) return null;
  const [first, second] = amount.readings.map(
    (reading) => reading && { ...reading, value: { over: -reading.value.over, under: reading.value.under } },
  );
  return first === undefined
    ? null
    : { ...amount, from: at, readings: second === undefined ? [first] : [first, second], shorter: null };
}

const barrier: Token = {
  kind: 'mark',
  text: '\0',
  quoted: null,
  start: 0,
  end: 0,
  glued: false,
  groups: [],
  marks: '',
};

/** The line with a barrier in place of each used token, so that no amount extends across one. */
function masked(line: Line, taken: Uint8Array): Source {
  if (!taken.some((state) => state !== FREE)) return line;
  const { depths, lexicon, conventions, language, own } = line;
  const tokens = line.tokens.map((token, at) => (taken[at] === FREE ? token : barrier));
  const currencies = line.currencies.map((name, at) => (taken[at] === FREE ? name : null));
  return { tokens, currencies, depths, lexicon, conventions, language, own };
}
