import type { Day } from '../day.ts';
import type { Money } from '../money.ts';
import type { Amount, Reading } from './amounts/amounts.ts';
import { resolveCurrency } from './amounts/currencies.ts';
import { moneyOf } from './amounts/worth.ts';
import type { Draft, LineReading } from './draft.ts';
import { type Choice, dayChoice, moneyChoice, type Place, wordChoice } from './entry.ts';
import { placeOf, type Reader, wholeOf } from './reader.ts';

/**
 * Decides which reading of a draft is meant, and the day of its date (null: it has no date). null: not answered yet.
 */
export function chooseReading(
  reader: Reader,
  draft: Draft,
): { reading: LineReading; day: Day | null } | null {
  const [only, other] = draft.readings;
  if (other === undefined && only.date === null) return { reading: only, day: null };
  const options: { choice: Choice; reading: LineReading; day: Day | null }[] = [];
  for (const reading of draft.readings) {
    if (reading.date === null)
      options.push({ choice: priceChoice(reader, draft, reading), reading, day: null });
    for (const day of reading.date?.days ?? []) options.push({ choice: dayChoice(day), reading, day });
  }
  const [first, second] = options;
  if (first === undefined || second === undefined) return first ?? null;
  const date = draft.readings.find((reading) => reading.date !== null)?.date;
  const place = date ? placeOf(draft.line, date.from, date.to) : wholeOf(draft.line);
  const choices = distinct(options.map(({ choice }) => choice));
  if (choices.length === 1) return first;
  const taken = reader.ask('date', place, choices);
  return taken === null ? null : (options.find(({ choice }) => choice.text === taken.text) ?? null);
}

/** The choice that the number is no date but the price. */
export function priceChoice(reader: Reader, draft: Draft, { price }: LineReading): Choice {
  const [amount, another] = price.amounts;
  const money = amount === undefined || another !== undefined ? null : plainMoney(reader, draft, amount);
  return money === null ? wordChoice('none') : moneyChoice(money);
}

/** Decides which amount is the price; null: there is none, or it is not answered yet. */
export function chooseAmount(reader: Reader, draft: Draft, { price }: LineReading): Amount | null {
  const [first, second] = price.amounts;
  if (first === undefined) {
    const { inside } = price;
    if (inside === null) return reader.refuse('no-amount', wholeOf(draft.line));
    return reader.refuse('amount-inside', placeOf(draft.line, inside.from, inside.to));
  }
  if (second === undefined) return first;
  const options = price.amounts.flatMap((amount) => {
    const money = plainMoney(reader, draft, amount);
    return money === null ? [] : [{ amount, choice: moneyChoice(money) }];
  });
  const choices = distinct(options.map(({ choice }) => choice));
  if (choices.length <= 1) return options[0]?.amount ?? first;
  const place = placeOf(draft.line, first.from, price.amounts.at(-1)?.to ?? first.to);
  const taken = reader.ask('amount', place, choices);
  return taken === null ? null : (options.find(({ choice }) => choice.text === taken.text)?.amount ?? null);
}

/** The money of an amount, in its first reading and currency; null: it is not a valid price. */
function plainMoney(reader: Reader, draft: Draft, amount: Amount): Money | null {
  const own = reader.options.currency;
  const money = moneyOf(
    amount.readings[0],
    resolveCurrency(amount.currency ?? draft.alone?.code ?? own, own)[0],
  );
  return typeof money === 'string' ? null : money;
}

/** Decides between the readings of an amount in a currency; null: refused, or not answered yet. */
export function chooseMoney(
  reader: Reader,
  readings: Amount['readings'],
  currency: string,
  place: Place,
): Money | null {
  const [grouped, pointed] = readings;
  if (pointed === undefined) {
    const money = moneyOf(grouped, currency);
    return typeof money === 'string' ? reader.refuse(money, place) : money;
  }
  // "1.234" is offered as 1,234.00 and as 1.23, so that people see what the second would record
  const monies = [grouped, { ...pointed, decimals: null, divided: true }].map((one: Reading) =>
    moneyOf(one, currency),
  );
  const options = monies.filter((money) => typeof money !== 'string');
  const [only] = options;
  if (only === undefined) return reader.refuse(typeof monies[0] === 'string' ? monies[0] : 'zero', place);
  const choices = distinct(options.map(moneyChoice));
  const taken = reader.ask('amount', place, choices);
  return taken?.shows === 'money' ? taken.money : null;
}

const mostChoices = 8;

/** The distinct choices, at most as many as a person can look through. */
export function distinct(choices: readonly Choice[]): Choice[] {
  const found = new Map<string, Choice>();
  for (const choice of choices)
    if (found.size < mostChoices && !found.has(choice.text)) found.set(choice.text, choice);
  return [...found.values()];
}
