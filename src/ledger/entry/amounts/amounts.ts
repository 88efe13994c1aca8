import type { Lexicon } from '../lexicon.ts';
import { counts, isAbbreviated } from '../text/neighbours.ts';
import { isMinus, isTimes } from '../text/operators.ts';
import type { Token } from '../text/tokens.ts';
import type { Conventions } from './conventions.ts';
import { type CurrencyName, combined } from './currencies.ts';
import { behindDash, behindPoint, type Further, hundredthsAt, multiplierAt, smallerAt } from './further.ts';
import { readNumeral } from './numbers.ts';
import { percentAt } from './percent.ts';
import { add, divide, fromDigits, multiply, type Rational, subtract } from './rational.ts';

/** A line's tokens, with everything needed to read amounts from them. */
export interface Source {
  readonly tokens: readonly Token[];
  /** For each token, the currency it names, or null. */
  readonly currencies: readonly (CurrencyName | null)[];
  readonly lexicon: Lexicon;
  readonly conventions: Conventions;
  /** For each closed opening parenthesis, how many levels it holds, itself included; else 0. null: there is none. */
  readonly depths: Uint16Array | null;
  /** The locale's language in lower case; '' if unknown. */
  readonly language: string;
  /** The account's own currency, an ISO 4217 code in use. */
  readonly own: string;
}

/** A number or an arithmetic expression, and its currency. */
export interface Amount {
  /** The tokens it is written in: from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  /** Two if "1.234" may be read both ways, with the thousands mark first. */
  readonly readings: readonly [Reading, Reading?];
  readonly currency: CurrencyName | null;
  /** The same without its last number if that may belong to the item: "3 Euro 50 Kaffee"; else null. */
  readonly shorter: Amount | null;
  /** Other tokens of the line that belong to it: "12 lunch plus 50 cents tip". */
  readonly also?: readonly Span[];
}

/** Tokens: from inclusive, to exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Reading {
  readonly value: Rational;
  /** The number of decimals of a single number as written; null: calculated. */
  readonly decimals: number | null;
  /** Whether there was a division, so that the result may be rounded. */
  readonly divided: boolean;
  /** Too many operations; `value` must not be used. */
  readonly endless: boolean;
}

const one: Rational = { over: 1n, under: 1n };
const mostOperations = 100;
/** Parentheses nested more deeply are not read as arithmetic. */
const deepestParentheses = 8;

/**
 * The amount that starts with the token `at`; null if there is no number, or one that counts something ("2 x", "10%")
 * or is malformed ("1.2.3"). Takes time proportional to the tokens it uses.
 */
export function readAmount(source: Source, at: number): Amount | null {
  const first = new Evaluation(source, 0, true).all(at);
  if (first === null) return null;
  if (first.sure && !first.ambiguous) return amountOf(at, first, null, null);
  const shorter = first.sure ? first : new Evaluation(source, 0, false).all(at);
  if (shorter === null) return null;
  if (!shorter.ambiguous) return amountOf(at, first, null, amountOf(at, shorter, null, null));
  return amountOf(at, shorter, new Evaluation(source, 1, false).all(at), null);
}

function amountOf(from: number, first: Evaluated, second: Evaluated | null, shorter: Amount | null): Amount {
  const readings: Amount['readings'] = second === null ? [first.reading] : [first.reading, second.reading];
  return { from, to: first.to, readings, currency: first.currency, shorter };
}

interface Evaluated {
  readonly to: number;
  readonly reading: Reading;
  readonly currency: CurrencyName | null;
  readonly ambiguous: boolean;
  /** Whether every number in it certainly belongs to the amount. */
  readonly sure: boolean;
}

/** A recursive-descent pass over an expression: sums of products of numbers and parentheses. */
class Evaluation {
  private at = 0;
  private currency: CurrencyName | null = null;
  private operations = 0;
  /** Whether an operand is being read. */
  private within = false;
  private decimals: number | null = null;
  private worked = false;
  private divided = false;
  private ambiguous = false;
  private sure = true;
  private readonly source: Source;
  /** Which reading to take of an ambiguous number. */
  private readonly choice: 0 | 1;
  /** Whether to include a last number that may belong to the item. */
  private readonly most: boolean;

  constructor(source: Source, choice: 0 | 1, most: boolean) {
    this.source = source;
    this.choice = choice;
    this.most = most;
  }

  all(at: number): Evaluated | null {
    this.at = at;
    const value = this.sum();
    if (value === null) return null;
    const decimals = this.worked ? null : this.decimals;
    const endless = this.operations > mostOperations;
    const reading = { value, decimals, divided: this.divided, endless };
    return { to: this.at, reading, currency: this.currency, ambiguous: this.ambiguous, sure: this.sure };
  }

  private sum(): Rational | null {
    let value = this.product();
    while (value !== null) {
      const sign = this.text(this.at);
      if (sign !== '+' && !isMinus(sign)) return value;
      const share = this.taken(percentAt(this.source, this.at));
      if (share !== null) {
        this.operations += 1;
        if (this.operations <= mostOperations) value = multiply(value, add(one, share));
        this.worked = true;
        this.divided = true;
        continue;
      }
      const next = this.operand(sign, () => this.product());
      if (next === null) return value;
      if (this.operations <= mostOperations) value = sign === '+' ? add(value, next) : subtract(value, next);
    }
    return value;
  }

  private product(): Rational | null {
    let value = this.factor();
    while (value !== null) {
      const sign = this.text(this.at);
      const times = isTimes(sign);
      if (!times && sign !== '/' && sign !== '÷') return value;
      const next = this.operand(sign, () => this.factor());
      if (next === null) return value;
      if (this.operations > mostOperations) continue;
      const result = times ? multiply(value, next) : divide(value, next);
      if (!times) this.divided = true;
      if (result === null) return null;
      value = result;
    }
    return value;
  }

  /** Reads the operand after the operator at hand; null, with the position unchanged, if there is none. */
  private operand(sign: string, read: () => Rational | null): Rational | null {
    const { at, currency, ambiguous, sure, decimals, within } = this;
    this.at += 1;
    const negative = isMinus(this.text(this.at)) && !isMinus(sign) && this.isNumber(this.at + 1);
    if (negative) this.at += 1;
    this.within = true;
    const value = this.startsOperand(this.at) ? read() : null;
    this.within = within;
    if (value === null) {
      Object.assign(this, { at, currency, ambiguous, sure, decimals });
      return null;
    }
    this.operations += 1;
    this.worked = true;
    return negative ? { over: -value.over, under: value.under } : value;
  }

  private factor(): Rational | null {
    if (this.text(this.at) !== '(') return this.number();
    if (!this.opens(this.at)) return null;
    this.at += 1;
    const value = this.sum();
    if (value === null || this.text(this.at) !== ')') return null;
    this.at += 1;
    return this.takeCurrency() ? value : null;
  }

  private number(): Rational | null {
    const { source, ambiguous } = this;
    const { tokens, currencies } = source;
    const prefix = currencies[this.at] ?? null;
    let hasCurrency = false;
    if (prefix !== null) {
      const behind = this.at + (isAbbreviated(tokens, this.at) ? 2 : 1);
      if (this.isNumber(behind)) {
        const agreed = this.currency === null ? prefix : combined(this.currency, prefix);
        if (agreed === null) return null;
        this.currency = agreed;
        this.at = behind;
        hasCurrency = true;
      }
    }
    const token = tokens[this.at];
    if (token === undefined || token.kind !== 'number') return null;
    const numerals = readNumeral(token, source.conventions);
    if (numerals === null) return null;
    if (numerals[1] !== undefined) this.ambiguous = true;
    const numeral = numerals[this.choice] ?? numerals[0];
    const isWhole = numeral.decimals === 0;
    this.at += 1;
    this.decimals = numeral.decimals;
    let value = fromDigits(numeral.digits, numeral.decimals);
    const exponent = multiplierAt(source, this.at);
    if (exponent !== null) {
      const power = 10n ** BigInt(Math.abs(exponent));
      value = multiply(value, exponent > 0 ? { over: power, under: 1n } : { over: 1n, under: power });
      this.at = behindPoint(tokens, this.at + 1);
      // "50 cents" is 0.50
      if (exponent === -2 && isWhole) this.decimals = 2;
      else this.worked = true;
      if (isWhole && numerals[1] === undefined) value = this.withSmaller(value, exponent);
    }
    this.at = behindDash(tokens, this.at);
    const end = this.at;
    if (!this.takeCurrency()) return null;
    const isMoney = this.at > end;
    if (counts(source, this.at, isWhole, this.startsOperand(this.at + 1), isMoney)) return null;
    hasCurrency ||= isMoney;
    if (!isWhole || (exponent !== null && exponent < 0)) return value;
    const isSum = exponent !== null || hasCurrency;
    const cents = this.taken(hundredthsAt(source, this.at, this.currency ?? source.own, isSum));
    if (cents === null) return value;
    this.decimals = 2;
    if (this.choice === 0) this.ambiguous = ambiguous;
    return add(value, cents);
  }

  /** `value`, in units of 10^`exponent`, plus smaller units that follow: "2 crore 5 lakh". */
  private withSmaller(value: Rational, exponent: number): Rational {
    let whole = value;
    for (let power = exponent; power > 0; ) {
      const smaller = smallerAt(this.source, this.at, power);
      const more = this.taken(smaller);
      if (smaller === null || more === null) return whole;
      whole = add(whole, more);
      power = smaller.exponent;
    }
    return whole;
  }

  /** Consumes `further` and gives its value; null, consuming nothing, if there is none to take. */
  private taken(further: Further | null): Rational | null {
    if (further === null || !(further.sure || this.most)) return null;
    this.at = further.to;
    if (!further.sure) this.sure = false;
    return further.value;
  }

  /** Consumes the currency after a number. False: it contradicts one before it in the same arithmetic. */
  private takeCurrency(): boolean {
    const { tokens, currencies } = this.source;
    const suffix = currencies[this.at] ?? null;
    const token = tokens[this.at];
    if (suffix === null || token === undefined) return true;
    // in "5 $10" the sign belongs to the second number
    if (!token.glued && tokens[this.at + 1]?.kind === 'number' && tokens[this.at + 1]?.glued === true)
      return true;
    const agreed = this.currency === null ? suffix : combined(this.currency, suffix);
    if (agreed === null) return !this.within;
    this.currency = agreed;
    this.at += 1;
    if (token.kind === 'word') this.at = behindPoint(tokens, this.at);
    // "US dollars", "5 pesos mexicanos"
    return (this.source.currencies[this.at] ?? null) === null ? true : this.takeCurrency();
  }

  private startsOperand(at: number): boolean {
    if (this.isNumber(at)) return true;
    if ((this.source.currencies[at] ?? null) !== null) return this.isNumber(at + 1);
    return this.text(at) === '(' && this.opens(at);
  }

  /** Whether the parenthesis here is closed and not nested too deeply. */
  private opens(at: number): boolean {
    const depth = this.source.depths?.[at] ?? 0;
    return depth > 0 && depth <= deepestParentheses;
  }

  private isNumber(at: number): boolean {
    return this.source.tokens[at]?.kind === 'number';
  }

  private text(at: number): string {
    return this.source.tokens[at]?.text ?? '';
  }
}
