import type { Settled } from '../complete.ts';
import { type Draft, type LineReading, readDraft } from '../draft.ts';
import { moneyChoice } from '../entry.ts';
import { placeOf, type Reader, readLine } from '../reader.ts';
import { isSignWord } from '../text/source.ts';
import type { Token } from '../text/tokens.ts';
import { type Amount, readAmount, type Source } from './amounts.ts';
import { FREE } from './prices.ts';
import { moneyOf } from './worth.ts';

/**
 * Asks whether "15 999" in "iphone 15 999", or "3 Euro 50" in "3 Euro 50 Kaffee", is one amount or two numbers, if it
 * may be either. null: not answered yet.
 */
export function oneOrTwo(reader: Reader, settled: Settled): Settled | null {
  const { draft, reading, day, amount, money } = settled;
  if (reading.price.amounts.length > 1 || amount.readings.length > 1) return settled;
  const { shorter } = amount;
  const apart = shorter === null ? readApart(reader, settled) : { draft, reading, amount: shorter };
  const second = apart === null ? 'zero' : moneyOf(apart.amount.readings[0], money.currency);
  if (apart === null || typeof second === 'string') return settled;
  const choices = [moneyChoice(money), moneyChoice(second)];
  const taken = reader.ask('amount', placeOf(draft.line, amount.from, amount.to), choices);
  if (taken?.shows !== 'money') return null;
  return taken.money === money ? settled : { ...apart, day, money: second };
}

/**
 * The same line read with "15 999" or "15 plus 999" as two numbers, if that makes sense too: "iphone 15 999" by a
 * person whose locale groups thousands with another mark, "coffee 3 plus 2 cookies". null: it can only be one number.
 */
function readApart(
  reader: Reader,
  { draft, reading, amount }: Settled,
): Pick<Settled, 'draft' | 'reading' | 'amount'> | null {
  const { line } = draft;
  const number = line.tokens[amount.from];
  const next = line.tokens[amount.from + 1];
  if (number === undefined || !(isSpaced(number, line) || isAdded(number, next))) return null;
  if (!isBehindWord(draft, reading, amount.from)) return null;
  const apart = readDraft(reader, readLine(reader, line.number, line.text, line.offset, number.start));
  const days = reading.date?.days.join();
  const end = line.tokens[amount.to - 1]?.end;
  for (const other of apart.readings) {
    const [price, another] = other.price.amounts.filter(({ also }) => also === undefined);
    if (other.date?.days.join() !== days || price === undefined || another !== undefined) continue;
    const isSecond = price.from > amount.from && apart.line.tokens[price.to - 1]?.end === end;
    if (isSecond && price.currency === amount.currency)
      return { draft: apart, reading: other, amount: price };
  }
  const first = isCountAdded(line, amount) ? readAmount(apart.line, amount.from) : null;
  const same = apart.readings.find(({ date }) => date?.days.join() === days);
  return first === null || same === undefined ? null : { draft: apart, reading: same, amount: first };
}

/** Whether what is added may be a count of what follows: "coffee 3 plus 2 cookies", but not "lunch 12 plus 3 tip". */
function isCountAdded({ tokens, lexicon }: Source, { from, to, currency }: Amount): boolean {
  const [, sign, second] = tokens.slice(from, to);
  const isTwo = to === from + 3 && currency === null && sign?.text === '+' && second?.marks === '';
  const next = tokens[lexicon.leading.has(tokens[to]?.text ?? '') ? to + 1 : to];
  const isFew = Number(second?.text) <= 10;
  return isTwo && isFew && next?.kind === 'word' && !lexicon.extras.more.has(next.text);
}

/** Whether a whole number is followed by a word of arithmetic: "15 plus 999". */
function isAdded({ marks }: Token, next: Token | undefined): boolean {
  return marks === '' && next !== undefined && isSignWord(next);
}

/** Whether a space in the number may separate two numbers: "15 999", but not "15 000". */
function isSpaced({ groups, marks }: Token, { conventions }: Source): boolean {
  return marks === ' ' && !groups[1]?.startsWith('0') && conventions.grouping !== null;
}

/** Whether the token directly follows a word that may have a number of its own ("iphone 15", "Route 66"). */
function isBehindWord(draft: Draft, { date }: LineReading, at: number): boolean {
  const { line, sections, taken, categories } = draft;
  const isWord = line.tokens[at - 1]?.kind === 'word' && taken[at - 1] === FREE;
  const isSaid = date?.to === at || categories.some(({ to }) => to === at);
  return isWord && !isSaid && sections.owner[at - 1] === sections.owner[at];
}
