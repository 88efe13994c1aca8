/** A span of the calendar. */
export type Unit = 'day' | 'week' | 'month' | 'year';

/**
 * The words of one language: everything the grammar needs to know of it. A string lists words (or, where a key says
 * patterns, an array lists phrases) in any case, with or without accents. In a pattern stand words and slots:
 * `<n>` a small whole number or number word, `<n1>` one that ends in 1 (but not in 11), `<unit>`, `<single>` a unit in the
 * form that only follows a one, `<month>` of this language, `<year>` four digits, `<weekday>`, `<wd>` a weekday or
 * its short form, `<date>` a day of the month ("5"), `<nth>` one that says so itself ("5th"), and marks as tokens
 * of their own ("<date> . <month>"). A `*` behind a word or pattern: elsewhere it is something else ("mars"), so that
 * only those whose language this is mean it.
 */
export interface Words {
  /** BCP 47 language. */
  readonly language: string;
  /** By ISO 4217 code, or by a family of ../currencies.ts of which the account may have its own ("dollar"). */
  readonly currencies: Readonly<Record<string, string>>;
  /** By ISO 4217 code: words that tell beside a currency's name whose it is ("US", "canadian"). */
  readonly currencyAdjectives: Readonly<Record<string, string>>;
  /** Behind a number: what it counts. */
  readonly multipliers: {
    readonly hundredth: string;
    readonly thousand: string;
    readonly lakh?: string;
    readonly million: string;
    readonly crore?: string;
  };
  /** Between a price and its cents: "5 dollars and 50 cents". */
  readonly and: string;
  /** Words for the signs of arithmetic: "12 plus 3". `times` counts between two numbers only. */
  readonly operators: { readonly plus: string; readonly minus: string; readonly times: string };
  /** Ordinary words that look like an ISO code; written small they are none. */
  readonly notCodes: string;
  /** Before a number that names something and is never a price; "no." only with its point, the others also without. */
  readonly numberSigns: string;
  /**
   * Before and behind what one of several costs ("3 at 1.20", "1.20 each"), and between how many and what they cost
   * together ("2 for 5").
   */
  readonly each: { readonly before: string; readonly behind: string; readonly together: string };
  /** Before and behind a time of day: "at 18:30", "um 20 Uhr". */
  readonly clock: { readonly before: string; readonly behind: string };
  /** Before a number by which somebody is called. */
  readonly phones: string;
  /** Behind a number that counts or measures something and is no price: "2 kg". */
  readonly measures: string;
  /** Number words, the first standing for 1. */
  readonly numbers: readonly string[];
  /** Endings of a day of the month: "5th". */
  readonly ordinalEndings: string;
  /** Twelve, each with its inflections and short forms. */
  readonly months: readonly string[];
  /** Seven, from Sunday, each with its inflections and the short forms that are no other word. */
  readonly weekdays: readonly string[];
  /** Seven, from Sunday: short forms that could be other words, known only behind "last" and the like. */
  readonly shortWeekdays: readonly string[];
  readonly units: Readonly<Record<Unit, string>>;
  /** Forms that stand for exactly one, or behind a number that ends in 1. */
  readonly singleUnits: Readonly<Partial<Record<Unit, string>>>;
  /** Patterns without slots, and how many days from today. */
  readonly days: Readonly<Record<string, number>>;
  /** Patterns with `<unit>` or `<single>`, and with `<n>` or `<n1>` unless it is one. */
  readonly ago: readonly string[];
  /** Patterns with `<weekday>` or `<wd>` that mean the latest such day, as `<weekday>` alone does. */
  readonly latestWeekday: readonly string[];
  /** Patterns with `<wd>`: the latest such day before today, and the next one after it. */
  readonly lastWeekday: readonly string[];
  readonly nextWeekday: readonly string[];
  /** Patterns with `<date>` or `<nth>` and `<month>`; the first list without, the second with `<year>`. */
  readonly dates: readonly string[];
  readonly fullDates: readonly string[];
  /** Patterns with `<date>` or `<nth>` that mean the latest such day of a month: "on the 5th". */
  readonly datesOnly: readonly string[];
  /** Words that belong to a date when they stand before it: "on". */
  readonly beforeDates: string;
  /** Those of them that may also stand before a price: "за 24.12" is "for 24.12", "de 5.10" "of 5.10 each". */
  readonly beforePrices?: string;
  /** Words that belong to a date when they stand behind it: "morning". */
  readonly afterDates: string;
  /** Patterns with `<n>` and `<unit>`. */
  readonly spread: readonly string[];
  /** Patterns, possibly with `<weekday>`, `<date>` or `<nth>`. */
  readonly recurring: Readonly<Record<Unit, readonly string[]>>;
  /**
   * Patterns as in `recurring` for every so many units: how many, which unit. `<n>` and `<nth>`: what that slot holds;
   * null: the unit in the slot.
   */
  readonly everyFew: Readonly<Record<string, readonly [count: number | '<n>' | '<nth>', unit: Unit | null]>>;
  /**
   * Words of how often, which mean, where they are left over, that something was not understood: `every` by themselves,
   * `twice` also before "a month", `times` behind a number ("3 times a month"), `phrases` ("the last day") beside a rhythm.
   */
  readonly often: {
    readonly every: string;
    readonly twice: string;
    readonly times: string;
    readonly phrases: readonly string[];
  };
  /** Phrases before a day with which something begins, besides beforeDates; `since`: that day is past. */
  readonly starting: { readonly from: readonly string[]; readonly since: readonly string[] };
  /** As the first word of a line. */
  readonly income: string;
  readonly refund: string;
  /** Names of fields, written before a colon. `tags` takes a list. */
  readonly fields: {
    readonly vendor: string;
    readonly category: string;
    readonly tag: string;
    readonly tags: string;
  };
  /** In a split: what is left. */
  readonly rest: string;
  /**
   * In the name of a period: before or behind a unit "this" and "last" (also before a number: "last 3 months"); between
   * two days or months "to", or at the end; before one "since", or behind it.
   */
  readonly periods?: {
    readonly this: string;
    readonly last: string;
    readonly until: string;
    readonly since: string;
  };
}
