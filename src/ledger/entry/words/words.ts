/** A unit of time. */
export type Unit = 'day' | 'week' | 'month' | 'year';

/**
 * The words of one language: everything the grammar needs to know about it. A string lists words; a key described as
 * patterns has an array of phrases. Case and accents do not matter. A pattern consists of words, marks as tokens of
 * their own ("<date> . <month>"), and slots: `<n>` a small whole number or number word, `<n1>` one that ends in 1 (but
 * not in 11), `<unit>`, `<single>` a unit in the form that follows only a one, `<month>` of this language, `<year>`
 * four digits, `<weekday>`, `<wd>` a weekday or its short form, `<date>` a day of the month ("5"), `<nth>` an ordinal
 * ("5th"). A `*` after a word or pattern reserves it for people with this language, as it means something else in
 * others ("mars").
 */
export interface Words {
  /** BCP 47 language. */
  readonly language: string;
  /** By ISO 4217 code, or by a family in ../currencies.ts ("dollar"). */
  readonly currencies: Readonly<Record<string, string>>;
  /** By ISO 4217 code: words that specify a currency's name ("US", "canadian"). */
  readonly currencyAdjectives: Readonly<Record<string, string>>;
  /** Words after a number that multiply it. */
  readonly multipliers: {
    readonly hundredth: string;
    readonly thousand: string;
    readonly lakh?: string;
    readonly million: string;
    readonly crore?: string;
  };
  /** Between a price and its cents: "5 dollars and 50 cents". */
  readonly and: string;
  /** Between two prices of which one is meant: "12 or 13". */
  readonly or: string;
  /** Words for arithmetic signs: "12 plus 3". `times` counts only between two numbers. */
  readonly operators: { readonly plus: string; readonly minus: string; readonly times: string };
  /** Names of currencies that mean something else in this language, unless the currency is the account's own. */
  readonly notCurrencies?: Readonly<Record<string, string>>;
  /** Words before what is paid in addition ("nails 40 tip 8") or was taken off. */
  readonly extras: { readonly more: string; readonly less: string };
  /** Phrases before or after a price that is not exact: "about", "or so". */
  readonly approx: readonly string[];
  /** Words that lead from a price to what it is for and are no part of that: "20 for gas". */
  readonly leading: string;
  /** Words before a number that rather tells things apart than costs: "size 42", "apt 12". */
  readonly labels: string;
  /** Words before the last four digits of a card: "visa 1234". */
  readonly cards: string;
  /** Ordinary words that look like ISO codes; in lower case they are not codes. */
  readonly notCodes: string;
  /**
   * Words before a number that identifies something and is never a price; "no." needs its full stop, the others do not.
   */
  readonly numberSigns: string;
  /**
   * Words before and after the price of one of several ("3 at 1.20", "1.20 each"), and between their number and the
   * price of all ("2 for 5"). `among`: besides those, words before a number of people ("80 split between 4").
   */
  readonly each: {
    readonly before: string;
    readonly behind: string;
    readonly together: string;
    readonly among: string;
  };
  /** Words before and after a time of day: "at 18:30", "um 20 Uhr"; `halves` say which half of the day it is in. */
  readonly clock: { readonly before: string; readonly behind: string; readonly halves?: string };
  /** Words before a telephone number. */
  readonly phones: string;
  /** Words after a number that counts or measures something and is no price: "2 kg". */
  readonly measures: string;
  /** Number words, the first standing for 1. */
  readonly numbers: readonly string[];
  /** Endings of an ordinal: "5th". */
  readonly ordinalEndings: string;
  /** Twelve, each with its inflections and short forms. */
  readonly months: readonly string[];
  /** Seven, from Sunday, each with its inflections and unambiguous short forms. */
  readonly weekdays: readonly string[];
  /** Seven, from Sunday: ambiguous short forms, known only after "last" and the like. */
  readonly shortWeekdays: readonly string[];
  readonly units: Readonly<Record<Unit, string>>;
  /** Forms that mean exactly one, or follow a number that ends in 1. */
  readonly singleUnits: Readonly<Partial<Record<Unit, string>>>;
  /** Patterns without slots, to the number of days from today. */
  readonly days: Readonly<Record<string, number>>;
  /** Patterns for some time ago, with `<unit>` or `<single>`, and with `<n>` or `<n1>` unless it is one. */
  readonly ago: readonly string[];
  /** Patterns with `<weekday>` or `<wd>` that mean the latest such day, as `<weekday>` alone does. */
  readonly latestWeekday: readonly string[];
  /** Patterns with `<wd>` that mean the latest such day before today, and the next one after today. */
  readonly lastWeekday: readonly string[];
  readonly nextWeekday: readonly string[];
  /** Patterns with `<date>` or `<nth>` and `<month>`, without and with `<year>`. */
  readonly dates: readonly string[];
  readonly fullDates: readonly string[];
  /** Patterns with `<date>` or `<nth>` that mean the latest such day of a month: "on the 5th". */
  readonly datesOnly: readonly string[];
  /** The same, but only at the end of a line: "pan 2 el 10". */
  readonly datesLast?: readonly string[];
  /** Words before a date that belong to it: "on". */
  readonly beforeDates: string;
  /** Those of `beforeDates` that may also precede a price: "за 24.12" is "for 24.12", "de 5.10" "of 5.10 each". */
  readonly beforePrices?: string;
  /** Words after a date that belong to it: "morning". */
  readonly afterDates: string;
  /** Patterns with `<n>` and `<unit>`. */
  readonly spread: readonly string[];
  /** Patterns before a day on which something is due ("due 5"), and before one that has a month or weekday. */
  readonly due: readonly string[];
  readonly until: readonly string[];
  /** Patterns with two `<n>` for one of several payments: "instalment 3/10". */
  readonly instalments: readonly string[];
  /** Patterns, possibly with `<weekday>`, `<date>` or `<nth>`. */
  readonly recurring: Readonly<Record<Unit, readonly string[]>>;
  /**
   * Patterns with `<unit>` or `<single>` for how often, right behind the price that ends a line ("gym 40 a month") or
   * in a text about what recurs.
   */
  readonly recurringPrice?: readonly string[];
  /**
   * The same, but only in a text about what recurs, such as a budget: "200 на неделю". There a unit alone is enough. Null:
   * the unit in the slot.
   */
  readonly recurringBudget?: Readonly<Record<string, Unit | null>>;
  /**
   * Patterns as in `recurring` for every few units, to the count and the unit. `<n>` and `<nth>`: the number in that
   * slot; null: the unit in the slot.
   */
  readonly everyFew: Readonly<Record<string, readonly [count: number | '<n>' | '<nth>', unit: Unit | null]>>;
  /**
   * Words about frequency; one that is left over means that something was not understood. `every` counts by itself,
   * `twice` also before "a month", `times` after a number ("3 times a month"), `phrases` ("the last day") in a line
   * that says how often.
   */
  readonly often: {
    readonly every: string;
    readonly twice: string;
    readonly times: string;
    readonly phrases: readonly string[];
  };
  /** Phrases, besides `beforeDates`, before a day on which something begins; `since`: that day is in the past. */
  readonly starting: { readonly from: readonly string[]; readonly since: readonly string[] };
  /** Words that name the kind of an entry, as the first word of its line. */
  readonly income: string;
  readonly refund: string;
  /** Names of fields, written before a colon. `tags` takes a list. */
  readonly fields: {
    readonly vendor: string;
    readonly category: string;
    readonly tag: string;
    readonly tags: string;
  };
  /** Words that make an age of a time before them: "for a 2 year old". */
  readonly ages?: string;
  /** Words of which a reply that corrects an entry may consist besides what it corrects: "no, make it 15". */
  readonly corrections: string;
  /** Which of them deny the amount that they stand before ("not 12") or behind ("12 नहीं"). */
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** What may end a correction out of politeness. */
  readonly please: readonly string[];
  /** Words before a vendor's name in a correction: "at Aldi". */
  readonly atVendor: string;
  /**
   * How questions about what was spent `begin`, which words may precede that (`after`: "and how much"), and which words
   * make a question wherever they stand (`within`).
   */
  readonly questions: {
    readonly after: string;
    readonly begin: readonly string[];
    readonly within?: string;
  };
  /** Words for what is left in a split. */
  readonly rest: string;
  /**
   * Words in the name of a period: "this" and "last", before or after a unit ("last" also before a number: "last 3
   * months"); "to", between two days or months or at the end; "since", before or after a day; what may precede a period
   * besides `beforeDates` ("in march"); and what may stand between a month and its year ("march of 2026") and beside a
   * year ("the year 2026").
   */
  readonly periods?: {
    readonly this: string;
    readonly last: string;
    readonly until: string;
    readonly since: string;
    readonly before: string;
    readonly beforeYear: string;
    readonly year: string;
  };
}
