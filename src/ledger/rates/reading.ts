import { type Day, dayOf, isDay } from '../day.ts';

/** The rates of one day: ISO 4217 code to units per euro, as a positive decimal. */
export interface DayRates {
  readonly day: Day;
  readonly rates: ReadonlyMap<string, string>;
}

/** The content of a file of rates: its days in order, each once; or where and why it cannot be read. */
export type ReadRates =
  | { readonly ok: true; readonly days: readonly DayRates[] }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** A file of rates is invalid: what is wrong, and in which line (from 1). */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly line: number;
  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

/** More than a century of days. */
const mostDays = 50_000;

/** Collects the days of a file. Throws `Malformed` on anything invalid. */
export class Days {
  readonly #days = new Map<Day, Map<string, string>>();

  /**
   * Begins a day, and gives its rates to be filled. `text` is YYYY-MM-DD, or "22 November 2024" as in the daily CSV.
   */
  begin(text: string, line: number): Map<string, string> {
    const day = readDay(text);
    if (day === null) throw new Malformed(line, `${quoted(text)} is not a day`);
    if (this.#days.has(day)) throw new Malformed(line, `${day} is in the file twice`);
    if (this.#days.size >= mostDays) throw new Malformed(line, `there are more than ${mostDays} days`);
    const rates = new Map<string, string>();
    this.#days.set(day, rates);
    return rates;
  }

  /** All days. Throws `Malformed` if there is no rate at all. `line` is the last one. */
  finish(line: number): readonly DayRates[] {
    const days = [...this.#days].map(([day, rates]) => ({ day, rates }));
    if (days.every(({ rates }) => rates.size === 0))
      throw new Malformed(line, 'there are no rates in the file');
    return days;
  }
}

/** Adds a rate to a day. Throws `Malformed` if it is invalid, or the day already has one for this currency. */
export function addRate(rates: Map<string, string>, currency: string, rate: string, line: number): void {
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(rate) || !/[1-9]/.test(rate))
    throw new Malformed(
      line,
      `${quoted(rate)} is not a rate for ${currency}: a decimal such as 1.0837 is expected`,
    );
  if (rates.has(currency)) throw new Malformed(line, `${currency} has two rates on one day`);
  rates.set(currency, rate);
}

/** Checks a currency code. Throws `Malformed` if it is invalid, or the euro, which all rates are based on. */
export function readCode(code: string, line: number): string {
  if (!/^[A-Z]{3}$/.test(code)) throw new Malformed(line, `${quoted(code)} is not a currency code`);
  if (code === 'EUR') throw new Malformed(line, 'rates are for one euro, so the euro cannot have one');
  return code;
}

/** A text from the file for a message: short, on one line. */
export function quoted(text: string): string {
  const calm = text.replace(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' ');
  return `"${calm.length > 30 ? `${calm.slice(0, 30)}…` : calm}"`;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

function readDay(text: string): Day | null {
  if (isDay(text)) return text;
  const [, date, month = '', year] = /^(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})$/.exec(text) ?? [];
  const index = months.indexOf(month);
  return index === -1 ? null : dayOf(Number(year), index + 1, Number(date));
}
