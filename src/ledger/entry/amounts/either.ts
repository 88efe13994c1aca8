import { isMinus, isTimes } from '../text/operators.ts';
import type { Amount, Source } from './amounts.ts';
import { resolveCurrency } from './currencies.ts';
import { isFew } from './several-of.ts';
import { type Candidate, FIRST, isMore, LAST, WORKED } from './sums.ts';

/** People count things up to about here: "100 envelopes 10". */
const mostCounted = 100n;

/**
 * The possible prices if the line has another number that may be the price as well: "12 eggs 4", "2 Pfund Äpfel 4",
 * "insurance 480 2026", "rent 500 12/2026", "Kino 12 um 20.15", "shoes 80 size 42", "taxi 12 visa 1234", "lunch 12 or
 * 13". `winners`: the candidates of the highest rank.
 */
export function withEither(
  source: Source,
  candidates: readonly Candidate[],
  winners: readonly Amount[],
): readonly Amount[] {
  const [winner, another] = winners;
  const last = candidates.at(-1);
  if (winner === undefined || last === undefined) return winners;
  const alternatives = withOther(source, candidates, winner);
  if (alternatives !== null) return alternatives;
  if (another !== undefined) return winners;
  if (last.amount !== winner) {
    const { amount } = last;
    const isNoPrice =
      isBehindSmallWord(source, amount) || isLabelled(source, amount) || isYear(source, amount);
    // "3 shirts @ target 45", but "12 coffee @ pier 39"
    const isVendors = last.rank === WORKED && isFew(winner) && isMore(amount, winner);
    const isEnd = (last.rank === LAST || isVendors) && amount.currency === null && !isNoPrice;
    const isFirst = candidates.find(({ amount }) => amount === winner)?.rank === FIRST;
    const mayCount = (isFirst && isCounted(source, winner)) || isWeight(source, winner);
    return isEnd && mayCount && last.amount.from > winner.to ? [last.amount, winner] : winners;
  }
  const before = candidates.slice(0, -1).map(({ amount }) => amount);
  const isYearBehind = before.at(-1)?.to === winner.from && isYear(source, winner);
  if (isYearBehind || isTimeOfDay(source, winner) || isCard(source, winner)) return [...before, winner];
  const isElse = isPartOfDate(source, winner, before.at(-1)) || isLabelled(source, winner);
  return isElse ? [...before.filter((one) => isMore(one, winner)), winner] : winners;
}

/** The numbers that "or" joins with the price, and others at the line's ends; null: it joins none. */
function withOther(
  { tokens, lexicon }: Source,
  candidates: readonly Candidate[],
  winner: Amount,
): readonly Amount[] | null {
  const isJoined = (at: number): boolean => {
    const [a, b] = [candidates[at]?.amount, candidates[at + 1]?.amount];
    return a !== undefined && b?.from === a.to + 1 && lexicon.or.has(tokens[a.to]?.text ?? '');
  };
  let first = candidates.findIndex(({ amount }) => amount === winner);
  let last = first;
  while (isJoined(first - 1)) first -= 1;
  while (isJoined(last)) last += 1;
  if (first === last) return null;
  const joined = candidates.slice(first, last + 1).map(({ amount }) => amount);
  const [from = 0, to = 0] = [joined[0]?.from, joined.at(-1)?.to];
  const currency = joined.find((one) => one.currency !== null)?.currency ?? null;
  const others = candidates.filter(({ amount, rank }) => rank >= LAST && !joined.includes(amount));
  return [
    ...joined.map((one) => ({
      ...one,
      currency: one.currency ?? currency,
      also: [
        { from, to: one.from },
        { from: one.to, to },
      ],
    })),
    ...others.map(({ amount }) => amount),
  ];
}

/** Whether the number is behind a word as in "12 lunch for 2", "12 lunch at 2". */
function isBehindSmallWord(
  { tokens, lexicon: { beforeOthers, beforeDates } }: Source,
  { from }: Amount,
): boolean {
  const before = tokens[from - 1]?.text ?? '';
  return before === '@' || beforeOthers.has(before) || beforeDates.has(before);
}

/** Whether the number that starts the line may count what follows: "12", "0.5", or "2x1". */
function isCounted(
  { tokens, lexicon }: Source,
  { from, to, currency, readings: [first, second] }: Amount,
): boolean {
  const { value, decimals } = first;
  const isNumber = to === from + 1 && decimals !== null && decimals < 2;
  const isTwoForOne = to === from + 3 && isTimes(tokens[from + 1]?.text ?? '');
  const isSmall = value.over > 0n && value.over <= mostCounted * value.under;
  // "15 not 13"
  const isSaid = lexicon.corrections.has(tokens[to]?.text ?? '');
  return currency === null && second === undefined && isSmall && !isSaid && (isNumber || isTwoForOne);
}

/** Whether these are pounds of something to a person who pays in another currency. */
function isWeight({ tokens, own }: Source, { from, to, currency }: Amount): boolean {
  const isWord = to === from + 2 && tokens[from + 1]?.kind === 'word';
  return currency === 'pound' && isWord && resolveCurrency('pound', own)[0] !== own;
}

/** Whether these may be the last digits of a card: "visa 1234". */
function isCard({ tokens, lexicon }: Source, { from, to }: Amount): boolean {
  return (
    to === from + 1 &&
    /^\d{4}$/.test(tokens[from]?.text ?? '') &&
    lexicon.cards.has(tokens[from - 1]?.text ?? '')
  );
}

function isYear({ tokens }: Source, { from, to }: Amount): boolean {
  return to === from + 1 && /^20[23]\d$/.test(tokens[from]?.text ?? '');
}

/** Whether it is behind "um" or the like, and can be hours and minutes: "um 20.15". */
function isTimeOfDay({ tokens, lexicon: { clock, each } }: Source, { from, to }: Amount): boolean {
  const before = tokens[from - 1]?.text ?? '';
  const isTime = to === from + 1 && /^(?:[01]?\d|2[0-3])[.,][0-5]\d$/.test(tokens[from]?.text ?? '');
  return isTime && clock.before.has(before) && !each.before.has(before);
}

/** Whether it is behind "apt", "size" or the like, or a note in parentheses: "rent 500 apt 12", "tyres 320 (4)". */
function isLabelled({ tokens, lexicon }: Source, { from, to, currency, readings: [first] }: Amount): boolean {
  const isWhole = currency === null && first.decimals === 0;
  return (
    isWhole &&
    (tokens[from]?.text === '(' || (to === from + 1 && lexicon.labels.has(tokens[from - 1]?.text ?? '')))
  );
}

/** Whether it is typed like "5/12" or "12/2026", but cannot be a date directly behind the price: "coffee 12 5/3". */
function isPartOfDate({ tokens }: Source, { from, to }: Amount, before: Amount | undefined): boolean {
  const [day, slash, month, dash] = tokens.slice(from, to);
  const isGlued = tokens.slice(from + 1, to).every(({ glued }) => glued) && slash?.text === '/';
  // "electricity 80 10/1-10/31"
  if (isGlued && isMinus(dash?.text ?? '')) return true;
  const isPart = to === from + 3 && isGlued && day?.marks === '' && month?.marks === '';
  return isPart && (before?.to !== from || month.text.length > 2);
}
