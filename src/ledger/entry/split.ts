import type { Money } from '../money.ts';
import { sharesOf } from '../rates/exchange.ts';
import { noAmount, noPrice } from './amounts/prices.ts';
import {
  complete,
  convertedOf,
  entryOf,
  type Inherited,
  namesOf,
  recurrenceOf,
  type Settled,
  settleAmount,
  settleDate,
  spreadOf,
} from './complete.ts';
import { type Draft, type Outline, readDraft } from './draft.ts';
import { type Entry, moneyChoice, wordChoice } from './entry.ts';
import { type Line, type Reader, readLine, wholeOf } from './reader.ts';
import { dateAlone, hasAmount } from './several.ts';
import { isSeparator, MAIN } from './text/sections.ts';

/** A total and its parts: "100 walmart: 60 groceries, 20 car, rest home". */
export interface Split {
  readonly head: Draft;
  readonly parts: readonly SplitPart[];
}

interface SplitPart {
  readonly line: Line;
  /** Whether it gets what is left of the total; `line` is then without the word that says so. */
  readonly isRest: boolean;
  readonly draft: Draft;
}

/** Reads a line as a split; null: it does not have the form of one. */
export function readSplit(reader: Reader, whole: Outline): Split | null {
  const { line, sections } = whole;
  const { tokens } = line;
  const colon = tokens.findIndex((token, at) => token.text === ':' && sections.owner[at] === MAIN);
  // "24.12.: bread 12, cheese 5": only a date is before the colon
  if (colon < 1 || colon === tokens.length - 1 || dateAlone(whole, 0, colon) !== null) return null;
  const head = readDraft(reader, slice(reader, line, 0, colon));
  if (!hasAmount(head)) return null;
  const parts: SplitPart[] = [];
  let from = colon + 1;
  for (let at = from; at <= tokens.length; at += 1) {
    if (at < tokens.length && !isSeparator(tokens[at])) continue;
    if (at > from) {
      const part = readPart(reader, line, from, at);
      if (part === null) return null;
      parts.push(part);
    }
    from = at + 1;
  }
  return parts.length === 0 ? null : { head, parts };
}

function readPart(reader: Reader, line: Line, from: number, to: number): SplitPart | null {
  const isRest = line.lexicon.rest.has(line.tokens[from]?.text ?? '');
  const text = slice(reader, line, isRest ? from + 1 : from, to);
  const draft = readDraft(reader, text);
  return isRest || hasAmount(draft) ? { line: text, isRest, draft } : null;
}

function slice(reader: Reader, line: Line, from: number, to: number): Line {
  const start = line.tokens[from]?.start ?? line.text.length;
  const end = Math.max(start, line.tokens[to - 1]?.end ?? start);
  return readLine(reader, line.number, line.text.slice(start, end), line.offset + start);
}

/** One entry for each part; null: something is wrong or must be asked. `heading`: what the lines above say for it. */
export function completeSplit(reader: Reader, { head, parts }: Split, heading: Inherited): Entry[] | null {
  const total = settleAmount(reader, head, null);
  const date = total === null ? null : settleDate(reader, total, heading.date);
  const names = total === null || date === null ? null : namesOf(reader, total);
  if (total === null || date === null || names === null) return null;
  const { currency } = total.money;
  const inherited: Inherited = {
    date,
    currency,
    // the text before the colon is the vendor, unless one is marked as such
    vendor: names.vendor ?? names.item ?? heading.vendor,
    category: names.category ?? heading.category,
    tags: [...names.tags, ...heading.tags],
    kind: head.kind,
    spread: spreadOf(head),
    recurring: recurrenceOf(head),
  };
  let left = total.money.minor;
  const monies: (Money | null)[] = [];
  for (const part of parts) {
    const settled = part.isRest ? null : settleAmount(reader, part.draft, currency);
    if (!part.isRest && settled === null) return null;
    if (settled !== null && settled.money.currency !== currency) {
      return reader.refuse('split-currencies', wholeOf(part.line));
    }
    left -= settled?.money.minor ?? 0n;
    monies.push(settled?.money ?? null);
  }
  const place = wholeOf(head.line);
  if (left < 0n) return reader.refuse('split-too-much', place);
  const rest = { minor: left, currency };
  const rests = parts.filter(({ isRest }) => isRest).length;
  if (rests > 1 || (rests === 1 && left === 0n)) return reader.refuse('split-too-much', place);
  const entries: Entry[] = [];
  for (const part of parts) {
    const entry = part.isRest
      ? restEntry(reader, part.draft, rest, inherited)
      : complete(reader, part.draft, inherited);
    if (entry === null) return null;
    entries.push(entry);
  }
  const given = convertedOf(reader, total);
  if (rests === 1 || left === 0n) return sharing(entries, given, 0n);
  const kept = reader.ask('split', place, [moneyChoice(rest), wordChoice('drop')]);
  if (kept === null) return null;
  if (kept.shows !== 'money') return sharing(entries, given, left);
  const unnamed = readDraft(reader, readLine(reader, head.line.number, '', head.line.offset));
  const entry = restEntry(reader, unnamed, rest, inherited);
  return entry === null ? null : sharing([...entries, entry], given, 0n);
}

/**
 * Distributes `given`, the total in another currency (null: unknown), over the entries in proportion; `left` is the
 * part of the total without an entry. An entry with a converted amount of its own keeps it.
 */
function sharing(entries: readonly Entry[], given: Money | null, left: bigint): Entry[] {
  const parts = entries.map(({ money }) => money.minor);
  const shares = given === null ? [] : sharesOf(given, left > 0n ? [...parts, left] : parts);
  return entries.map((entry, at) => ({ ...entry, converted: entry.converted ?? shares[at] ?? null }));
}

/** The entry for the rest of the total. Numbers among its words are not prices. */
function restEntry(reader: Reader, draft: Draft, money: Money, inherited: Inherited): Entry | null {
  const reading = { date: null, price: noPrice };
  const settled: Settled = { draft, reading, day: null, amount: noAmount(money.currency), money };
  const date = settleDate(reader, settled, inherited.date);
  return date === null ? null : entryOf(reader, settled, date, inherited);
}
