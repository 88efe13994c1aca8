import type { Token } from '../text/tokens.ts';
import type { Amount, Source } from './amounts.ts';
import { add, divide, fromDigits, multiply, type Rational } from './rational.ts';
import { type Candidate, DECIMALS, FIRST, isMore, LAST } from './sums.ts';

const mostPieces = 999n;

/**
 * The possible prices of a line that says how many there are and the price of one ("3 beers at 1.20", "2 coffees 3.50
 * each", "2 kg at 1.99": the total first) or of all ("2 for 5", "3 coffees 12"). `winners`: the candidates of the highest
 * rank.
 */
export function withAll(
  source: Source,
  candidates: readonly Candidate[],
  winners: readonly Amount[],
): readonly Amount[] {
  const [last, earlier] = candidates.toReversed();
  if (last === undefined || last.amount.also !== undefined) return winners;
  if (winners.some((winner) => winner !== last.amount && winner !== earlier?.amount)) return winners;
  const before = source.tokens[last.amount.from - 1]?.text ?? '';
  const count = earlier !== undefined && isCount(earlier.amount) ? earlier.amount : null;
  const ending: Ending = { last, earlier, before, count };
  return withPriceOfOne(source, ending, winners) ?? withPriceOfAll(source, ending, winners);
}

/** How the numbers of a line end. */
interface Ending {
  readonly last: Candidate;
  readonly earlier: Candidate | undefined;
  /** The word or mark before the last one. */
  readonly before: string;
  /** The earlier one, if it may be how many there are. */
  readonly count: Amount | null;
}

/** The possible prices if the last number is, or may be, the price of one; null: it is not. */
function withPriceOfOne(
  source: Source,
  ending: Ending,
  winners: readonly Amount[],
): readonly Amount[] | null {
  const { last, earlier, count } = ending;
  const { amount } = last;
  const eachTo = eachEnd(source, amount.to);
  const saidBefore = saidOfOne(source, ending);
  if (eachTo === amount.to && saidBefore === 'no') return null;
  const pieces = count?.readings[0].value ?? (earlier === undefined ? measureIn(source, amount) : null);
  const [first, second] = amount.readings;
  if (pieces === null || second !== undefined) return winners;
  const divided = first.divided || count === null;
  const reading = { ...first, value: multiply(pieces, first.value), decimals: null, divided };
  const words = [
    ...(saidBefore === 'no' ? [] : [{ from: amount.from - 1, to: amount.from }]),
    ...(eachTo === amount.to ? [] : [{ from: amount.to, to: eachTo }]),
  ];
  const all: Amount = { ...amount, readings: [reading], shorter: null, also: words };
  if (saidBefore === 'maybe' && count !== null) return [all, count];
  return [all, amount, ...winners.filter((winner) => winner === count)];
}

/** Whether what is before the last number makes it the price of one: "at", "@". */
function saidOfOne(
  { tokens, lexicon }: Source,
  { last: { amount, rank }, earlier, before, count }: Ending,
): 'yes' | 'maybe' | 'no' {
  const isAt = before === '@';
  const isSaid = lexicon.each.before.has(before) && rank >= LAST;
  if (!isAt && !lexicon.clock.before.has(before)) return isSaid ? 'yes' : 'no';
  // "3 beers at 1.20" but "dinner 25 at 7", "5 coffee @ 7 Eleven"
  if ((isAt || isSaid) && rank >= DECIMALS) return 'yes';
  // "3 beers at 2", "3 beers @ 2"
  const isEnd = isAt ? amount.to === tokens.length : isSaid;
  const isOfFew = earlier?.rank === FIRST && count !== null && isFew(count);
  // "hotel 3 nights at 100", which is no hour
  const isOther = isAtMost(mostOthers, amount) || isOfThisCentury(tokens, amount);
  if (isSaid && !isOther && count !== null && isFew(count) && tokens[count.to]?.kind === 'word') return 'yes';
  return isEnd && isOfFew && isBare(amount) ? 'maybe' : 'no';
}

/** The possible prices if the last number may be the price of all. */
function withPriceOfAll(
  { tokens, lexicon }: Source,
  { last: { amount, rank }, earlier, before, count }: Ending,
  winners: readonly Amount[],
): readonly Amount[] {
  if (earlier === undefined || winners[0] !== earlier.amount || !isMore(amount, earlier.amount))
    return winners;
  // "12 lunch for 2" is 12, "3 lunch at 12" is 3
  const isHour = lexicon.clock.before.has(before) || lexicon.beforeDates.has(before) || before === '@';
  const hasWords = tokens.slice(earlier.amount.to, amount.from).some(({ kind }) => kind === 'word');
  const areBare = isFew(earlier.amount) && isBare(earlier.amount) && isBare(amount);
  const isOfFew = areBare && rank >= LAST && hasWords && !isHour;
  const isTogether = count !== null && lexicon.each.together.has(before);
  return isOfFew || isTogether ? [amount, earlier.amount] : winners;
}

const mostOthers = 24n;

/**
 * The possible prices if the number at the end may be something else: an hour or a number of people, as there is a greater
 * one before it ("dinner 25 at 9", "dinner 80 split by 4"), or a year ("insurance 1200 for 2026"). `winners`: the
 * candidates of the highest rank.
 */
export function withEarlier(
  { tokens, lexicon: { beforeOthers, beforeDates, units } }: Source,
  candidates: readonly Candidate[],
  winners: readonly Amount[],
): readonly Amount[] {
  const [last, another] = winners;
  if (last === undefined || another !== undefined || !isBare(last)) return winners;
  const before = tokens[last.from - 1]?.text ?? '';
  const isLoose = beforeOthers.has(before);
  const isSmall = isLoose && isAtMost(mostOthers, last);
  const beginsYear = isLoose || beforeDates.has(before) || units.get(before) === 'year';
  const isOfYear = beginsYear && isOfThisCentury(tokens, last);
  if (!isSmall && !isOfYear) return winners;
  const earlier = candidates.flatMap(({ amount }) => {
    return amount.to < last.from && (isOfYear || isMore(amount, last)) ? [amount] : [];
  });
  return earlier.length === 0 ? winners : [...earlier, last];
}

function isAtMost(most: bigint, { readings: [{ value }] }: Amount): boolean {
  return value.over <= most * value.under;
}

function isOfThisCentury(tokens: readonly Token[], { from }: Amount): boolean {
  return /^20\d\d$/.test(tokens[from]?.text ?? '');
}

/** The end of "each" or "/kg" that starts with the token `at`; `at` if it is neither. */
function eachEnd({ tokens, lexicon }: Source, at: number): number {
  if (lexicon.each.behind.has(tokens[at]?.text ?? '')) return at + 1;
  return tokens[at]?.text === '/' && lexicon.measures.has(tokens[at + 1]?.text ?? '') ? at + 2 : at;
}

const measured = /^(\d{1,2})(?:[.,](\d{1,3}))?(\p{L}+)$/u;

/** How many of a measure the line names besides the price of one: 2 in "2 kg apples at 1.99". null: none, or several. */
function measureIn({ tokens, lexicon }: Source, { from, to }: Amount): Rational | null {
  const found: Rational[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (at >= from && at < to) continue;
    const next = kind === 'number' ? (tokens[at + 1]?.text ?? '') : '';
    const [, whole = '', decimals = '', unit = ''] = measured.exec(text + next) ?? [];
    if (lexicon.measures.has(unit)) found.push(fromDigits(whole + decimals, decimals.length));
  }
  const [only, another] = found;
  return only === undefined || another !== undefined ? null : only;
}

/** Whether a count is so small that people rather say it of things than pay it. */
export function isFew({ readings: [{ value }] }: Amount): boolean {
  return value.over > 0n && value.over < 10n * value.under;
}

/** Whether it may be a count: a whole number above one, not too large, without a currency. */
function isCount({ currency, readings: [first, second] }: Amount): boolean {
  const { value, decimals } = first;
  return (
    currency === null &&
    second === undefined &&
    decimals === 0 &&
    value.over > value.under &&
    value.over <= mostPieces * value.under
  );
}

/**
 * The possible prices if a two-digit number follows another ("lunch 12 50", as dictated; "lunch 12, 50", as corrected
 * by a keyboard): also with the second as the hundredths of the first.
 */
export function withHundredths(
  { tokens }: Source,
  candidates: readonly Candidate[],
  winners: readonly Amount[],
): readonly Amount[] {
  const [winner, another] = winners;
  if (winner === undefined || another !== undefined) return winners;
  const at = candidates.findIndex(({ amount }) => amount === winner);
  for (const first of [at - 1, at]) {
    const [whole, cents] = [candidates[first]?.amount, candidates[first + 1]?.amount];
    if (whole === undefined || cents === undefined) continue;
    const isMarked = isMark(tokens.slice(whole.to, cents.from));
    if (!isMarked && (whole.to !== cents.from || tokens[cents.from]?.glued)) continue;
    // beside a mark, either may have the currency: "lunch 12, 50 €"
    const isTwo = isMarked ? isBareWith(whole) && isBareWith(cents) : isBare(whole) && isBare(cents);
    const { value } = whole.readings[0];
    if (!isTwo || tokens[cents.from]?.text.length !== 2 || value.over > mostPieces * value.under) continue;
    const hundredths = divide(cents.readings[0].value, { over: 100n, under: 1n });
    if (hundredths === null) continue;
    const reading = { ...whole.readings[0], value: add(whole.readings[0].value, hundredths), decimals: 2 };
    const currency = whole.currency ?? cents.currency;
    return [{ ...whole, to: cents.to, currency, readings: [reading] }, winner];
  }
  return winners;
}

function isMark([mark, another]: readonly Token[]): boolean {
  return another === undefined && (mark?.text === ',' || mark?.text === '.');
}

/** Like `isBare`, with or without a currency. */
function isBareWith(amount: Amount): boolean {
  const { from, to, currency } = amount;
  return (
    isBare(amount) ||
    (to === from + 2 && currency !== null && isBare({ ...amount, to: from + 1, currency: null }))
  );
}

/** Whether it is a single whole number of up to four digits. */
function isBare({ from, to, currency, shorter, readings: [first, second] }: Amount): boolean {
  const isOne = to === from + 1 && currency === null && shorter === null && second === undefined;
  return isOne && first.decimals === 0 && first.value.over < 10_000n * first.value.under;
}
