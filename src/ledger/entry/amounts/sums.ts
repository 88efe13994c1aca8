import { MAIN, type Sections } from '../text/sections.ts';
import type { Amount, Source } from './amounts.ts';
import { combined } from './currencies.ts';
import { add, subtract } from './rational.ts';

/** How much a number looks like the price; the highest rank in a line wins. */
export const CURRENCY = 5;
export const DECIMALS = 4;
export const FIRST = 3;
export const LAST = 2;
export const WORKED = 1;
export const NEVER = 0;

/** A number that may be the price of a line. */
export interface Candidate {
  readonly amount: Amount;
  readonly rank: number;
}

/** A word or sign that joins two amounts. */
interface Joint {
  readonly at: number;
  readonly sign: '+' | '-';
  /** Whether it can only mean arithmetic; "and" may also join words. */
  readonly adds: boolean;
  /** Whether it names what is added or taken off: "nails 40 tip 8". */
  readonly names?: true;
}

/**
 * The possible prices if words add some amounts up: the sum alone if that is certain ("12.50 lunch plus 2.50 tip"),
 * else the sum first and then its alternatives ("12 lunch plus 3 tip", "lunch 12 and coffee 3"). `winners`: the
 * candidates of the highest rank.
 */
export function withSum(
  source: Source,
  sections: Sections,
  candidates: readonly Candidate[],
  winners: readonly Amount[],
): readonly Amount[] {
  const from = candidates.findIndex((one, at) => jointOf(source, sections, one, candidates[at + 1]) !== null);
  if (from < 0 || winners.length === 0) return winners;
  const [first, ...rest] = candidates.slice(from);
  if (first === undefined) return winners;
  let total: Amount | null = first.amount;
  let last = first;
  let certain = isExplicit(first);
  const parts = [first];
  let isNamed = false;
  for (const next of rest) {
    const joint = jointOf(source, sections, last, next, parts.length > 1);
    if (joint === null || total === null) break;
    certain &&= joint.adds && isExplicit(next);
    isNamed ||= joint.names === true;
    total = joined(source, sections, total, next.amount, joint);
    parts.push(next);
    last = next;
  }
  if (total === null || winners.some((one) => !parts.some(({ amount }) => amount === one))) return winners;
  const alone = parts.filter(({ amount, rank }) => isNamed || rank >= LAST || winners.includes(amount));
  return certain ? [total] : [total, ...alone.map(({ amount }) => amount)];
}

/** What may join two consecutive candidates into a sum; null: nothing. `isSum`: the first is a sum already. */
function jointOf(
  source: Source,
  { owner }: Sections,
  a: Candidate,
  b: Candidate | undefined,
  isSum = false,
): Joint | null {
  if (b === undefined || a.amount.shorter !== null || b.amount.shorter !== null) return null;
  if (a.amount.readings.length > 1 || b.amount.readings.length > 1) return null;
  for (let at = b.amount.from - 1; at >= a.amount.to; at -= 1) {
    // a name may contain an "and"
    const joint = owner[at] === MAIN || at === b.amount.from - 1 ? jointAt(source, at) : null;
    if (joint !== null)
      return joins(joint, a, b, isSum, jointAt(source, b.amount.to) !== null) ? joint : null;
  }
  return extraBefore(source, a, b);
}

/** The "tip" or "discount" directly before the second if it is the smaller; else null. */
function extraBefore({ tokens, lexicon: { extras } }: Source, a: Candidate, b: Candidate): Joint | null {
  const at = tokens[b.amount.from - 1]?.text === ':' ? b.amount.from - 2 : b.amount.from - 1;
  const word = at < a.amount.to ? '' : (tokens[at]?.text ?? '');
  const sign = extras.more.has(word) ? '+' : extras.less.has(word) ? '-' : null;
  if (sign === null || b.rank < LAST || !isMore(a.amount, b.amount)) return null;
  return { at, sign, adds: false, names: true };
}

/** Whether the first is the greater, whatever their currencies. */
export function isMore({ readings: [{ value }] }: Amount, { readings: [{ value: other }] }: Amount): boolean {
  return value.over * other.under > other.over * value.under;
}

function jointAt({ tokens, lexicon }: Source, at: number): Joint | null {
  const token = tokens[at];
  if (token === undefined || token.quoted !== null) return null;
  const word = token.kind === 'word' ? lexicon.operators.get(token.text) : undefined;
  if (word === '+' || word === '-') return { at, sign: word, adds: true };
  // in "Disney+ 9" the plus belongs to the name
  if (token.text === '+' && !token.glued) return { at, sign: '+', adds: true };
  return token.text === '&' || lexicon.and.has(token.text) ? { at, sign: '+', adds: false } : null;
}

/** `goesOn`: another joint follows the second. */
function joins({ at, adds }: Joint, a: Candidate, b: Candidate, isSum: boolean, goesOn: boolean): boolean {
  const isBehind = a.amount.to === at;
  const isBefore = b.amount.from === at + 1;
  // a bare whole number rather belongs to the words: "2 coffees and cake 7.50"
  if (isExplicit(b)) return isExplicit(a) || (isBefore && (isSum || a.rank >= LAST));
  const isPart = isSum || isExplicit(a) || isBehind || (adds && a.rank >= LAST);
  return isPart && (b.rank >= LAST || goesOn || (adds && isBefore));
}

/** Whether it can only be money: it has a currency, or exactly as many decimals as the currency. */
function isExplicit({ rank }: Candidate): boolean {
  return rank >= DECIMALS;
}

function joined(
  { tokens }: Source,
  { owner }: Sections,
  a: Amount,
  b: Amount,
  { at, sign }: Joint,
): Amount | null {
  const currency =
    a.currency === null || b.currency === null
      ? (a.currency ?? b.currency)
      : combined(a.currency, b.currency);
  if (currency === null && a.currency !== b.currency) return null;
  const [one] = a.readings;
  const [other] = b.readings;
  const value = sign === '+' ? add(one.value, other.value) : subtract(one.value, other.value);
  const divided = one.divided || other.divided;
  const reading = { value, decimals: null, divided, endless: one.endless || other.endless };
  // drop a joint that has no words left to join: "lunch 12.50, large, plus 2.50", "12.50 @ Lidl plus 2.50"
  const isLoose = b.from === at + 1 && (tokens[b.to] === undefined || owner[at] !== MAIN);
  const span = { from: isLoose ? at : b.from, to: b.to };
  return {
    from: a.from,
    to: a.to,
    readings: [reading],
    currency,
    shorter: null,
    also: [...(a.also ?? []), span],
  };
}
