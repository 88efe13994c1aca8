import type { Day } from '../day.ts';
import { isPunctuation, SAID } from './amounts/prices.ts';
import { chooseReading, distinct, priceChoice } from './choices.ts';
import type { MaybeDate } from './dates/said.ts';
import { type Draft, type Outline, readDraft } from './draft.ts';
import { dayChoice, type Place } from './entry.ts';
import { type Line, placeOf, type Reader, readLine } from './reader.ts';
import { itemOf, remainderOf } from './remainder.ts';
import { folded } from './text/characters.ts';
import { isSeparator, MARKER } from './text/sections.ts';

/** A line with several entries: "yesterday: chai 30, auto 80, #transport". */
export interface Several {
  readonly drafts: readonly Draft[];
  /** Said at the start of the line or in a part of its own, for all parts that name no date. */
  readonly date: { readonly day: Day; readonly place: Place } | null;
}

/** Splits a line into entries, if each part has its own amount and words; null: it is one entry. */
export function readSeveral(reader: Reader, whole: Outline): Several | null {
  const cuts = cutsOf(whole);
  if (!haveNumbers(whole.line, cuts)) return null;
  const parts = partsOf(reader, whole, cuts);
  if (parts === null || parts.drafts.length < 2) return null;
  if (!parts.drafts.every((draft) => hasWords(reader, draft))) return null;
  const date = dateOf(reader, parts);
  return date === 'none'
    ? null
    : { drafts: parts.drafts, date: date ?? leadingDate(reader, parts.drafts[0]) };
}

/**
 * The possible date that makes up all of these tokens (from inclusive, to exclusive), unless it looks like a price;
 * else null.
 */
export function dateAlone(whole: Outline, from: number, to: number): MaybeDate | null {
  const date = maybeAlone(whole, from, to);
  return date !== null && (date.form !== 'points' || date.pointed) ? date : null;
}

function maybeAlone({ maybe, line }: Outline, from: number, to: number): MaybeDate | null {
  const covers = (date: MaybeDate): boolean => {
    for (let at = from; at < to; at += 1) {
      if ((at < date.from || at >= date.to) && !isPunctuation(line.tokens[at])) return false;
    }
    return date.from < to && date.to > from;
  };
  return maybe.find(covers) ?? null;
}

/** Whether the draft has a number that may be its price. */
export function hasAmount(draft: Draft): boolean {
  return draft.readings.some(({ price }) => price.amounts.length > 0);
}

/** Indexes of the separators that are neither in a date nor in a list of tags. */
function cutsOf({ line, sections, said, maybe }: Outline): number[] {
  if (!line.tokens.some(isSeparator)) return [];
  const inside = new Uint8Array(line.tokens.length);
  for (const { from, to } of said) inside.fill(1, from, to);
  for (const { from, to } of maybe) inside.fill(1, from, to);
  const cuts: number[] = [];
  for (let at = 0; at < line.tokens.length; at += 1) {
    if (isSeparator(line.tokens[at]) && inside[at] === 0 && sections.owner[at] !== MARKER) cuts.push(at);
  }
  return cuts;
}

/** Whether at least two parts contain a number, as an entry needs one. */
function haveNumbers({ tokens }: Line, cuts: readonly number[]): boolean {
  let from = 0;
  let parts = 0;
  for (let part = 0; part <= cuts.length && parts < 2; part += 1) {
    const cut = cuts[part] ?? tokens.length;
    let at = from;
    while (at < cut && tokens[at]?.kind !== 'number') at += 1;
    if (at < cut) parts += 1;
    from = cut + 1;
  }
  return parts === 2;
}

interface Parts {
  readonly drafts: readonly Draft[];
  /** Parts that are, or may be, only a date. */
  readonly dates: readonly {
    readonly days: readonly Day[];
    readonly place: Place;
    /** The part as a price; null: it can only be a date. */
    readonly price: Draft | null;
  }[];
}

/**
 * Reads the parts between the cuts. A part with only fields belongs to the part before it, one with only a date to the
 * whole line. null: some part is none of these and has no amount.
 */
function partsOf(reader: Reader, whole: Outline, cuts: readonly number[]): Parts | null {
  const { line } = whole;
  const drafts: Draft[] = [];
  const dates: Parts['dates'][number][] = [];
  let from = 0;
  let start = 0;
  for (const cut of [...cuts, line.tokens.length]) {
    const end = line.tokens[cut]?.start ?? line.text.length;
    if (cut > from) {
      const draft = readDraft(reader, partOf(reader, line, start, end));
      const previous = drafts.at(-1);
      const maybe = maybeAlone(whole, from, cut);
      const said = isDate(draft) ? dateIn(draft, draft.said[0]) : null;
      if (maybe !== null) {
        const price = dateAlone(whole, from, cut) === null ? draft : null;
        dates.push({ days: maybe.days, place: placeOf(line, maybe.from, maybe.to), price });
      } else if (hasAmount(draft)) drafts.push(draft);
      else if (hasOwnWords(reader, draft)) return null;
      else if (said !== null) dates.push({ days: [said.day], place: said.place, price: null });
      else if (previous === undefined) return null;
      else
        drafts[drafts.length - 1] = readDraft(
          reader,
          partOf(reader, line, previous.line.offset - line.offset, end),
        );
    }
    from = cut + 1;
    start = line.tokens[cut]?.end ?? line.text.length;
  }
  return { drafts, dates };
}

/** The date that is a part of its own; null: there is none, or the person was asked; 'none': it is a price. */
function dateOf(reader: Reader, { dates }: Parts): Several['date'] | 'none' {
  const [first] = dates;
  if (first === undefined) return null;
  const { place } = first;
  const choices = distinct(
    dates.flatMap(({ days, price }) => [
      ...days.map(dayChoice),
      ...(price === null ? [] : [priceChoice(reader, price, price.readings[0])]),
    ]),
  );
  const [only, another] = choices;
  const taken = another === undefined ? only : reader.ask('date', place, choices);
  if (taken === undefined || taken === null) return null;
  return taken.shows === 'day' ? { day: taken.day, place } : 'none';
}

function partOf(reader: Reader, line: Line, start: number, end: number): Line {
  return readLine(reader, line.number, line.text.slice(start, end), line.offset + start);
}

function isDate(draft: Draft): boolean {
  const { said, sections, categories } = draft;
  return said.length === 1 && said[0]?.day != null && sections.list.length === 0 && categories.length === 0;
}

function hasWords(reader: Reader, draft: Draft): boolean {
  return draft.sections.list.length > 0 || draft.categories.length > 0 || hasOwnWords(reader, draft);
}

/** Whether words are left for an item; a lone "and" does not count. */
export function hasOwnWords(reader: Reader, draft: Draft): boolean {
  const { line, sections, taken, categories, readings } = draft;
  const gone = taken.slice();
  const [{ date, price }] = readings;
  const [amount] = price.amounts;
  for (const span of [amount, date, ...categories]) if (span) gone.fill(SAID, span.from, span.to);
  if (draft.alone !== null) gone[draft.alone.at] = SAID;
  const item = itemOf(line, remainderOf(reader, line, sections, (at) => gone[at] === SAID).words);
  return item !== null && !line.lexicon.and.has(folded(item));
}

/** The date that the first part begins with: "yesterday chai 30, auto 80". */
function leadingDate(reader: Reader, first: Draft | undefined): Several['date'] {
  if (first === undefined) return null;
  const said = dateIn(
    first,
    first.said.find(({ from, day }) => from === 0 && day !== null),
  );
  const chosen =
    said === null && first.maybe.some(({ from }) => from === 0) ? chooseReading(reader, first) : null;
  const date = chosen?.reading.date;
  if (chosen?.day == null || date?.from !== 0) return said;
  return { day: chosen.day, place: placeOf(first.line, date.from, date.to) };
}

function dateIn({ line }: Draft, said: Draft['said'][number] | undefined): Several['date'] {
  return said?.day == null ? null : { day: said.day, place: placeOf(line, said.from, said.to) };
}
