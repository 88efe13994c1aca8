import type { Day } from '../day.ts';
import { folded } from './characters.ts';
import { type Draft, type Outline, readDraft } from './draft.ts';
import type { Place } from './entry.ts';
import { SAID } from './prices.ts';
import { type Line, placeOf, type Reader, readLine } from './reader.ts';
import { itemOf, remainderOf } from './remainder.ts';
import { isSeparator, MARKER } from './sections.ts';

/** A line that holds several entries: "yesterday: chai 30, auto 80, #transport". */
export interface Several {
  readonly drafts: readonly Draft[];
  /** Said at the start of the line or in a part of its own: it holds for parts that name no date. */
  readonly date: { readonly day: Day; readonly place: Place } | null;
}

/** Where a line falls apart, if every part has its own amount and its own words; null: it holds one entry. */
export function readSeveral(reader: Reader, whole: Outline): Several | null {
  const cuts = cutsOf(whole);
  if (!haveNumbers(whole.line, cuts)) return null;
  const parts = partsOf(reader, whole.line, cuts);
  if (parts === null || parts.drafts.length < 2) return null;
  if (!parts.drafts.every((draft) => hasWords(reader, draft))) return null;
  return { drafts: parts.drafts, date: parts.date ?? leadingDate(parts.drafts[0]) };
}

/** Whether the draft has a number that can be its price. */
export function hasAmount(draft: Draft): boolean {
  return draft.readings.some(({ price }) => price.amounts.length > 0);
}

/** The separators that stand neither in a date nor in a list of tags. */
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

/** Whether numbers stand in two of the parts: an entry needs one. */
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

/**
 * What stands between the cuts. A part that is nothing but fields belongs to the part before it, one that is nothing
 * but a date to the whole line. null: some part is neither these nor has an amount.
 */
function partsOf(reader: Reader, line: Line, cuts: readonly number[]): Several | null {
  const drafts: Draft[] = [];
  let date: Several['date'] = null;
  let from = 0;
  let start = 0;
  for (const cut of [...cuts, line.tokens.length]) {
    const end = line.tokens[cut]?.start ?? line.text.length;
    if (cut > from) {
      const draft = readDraft(reader, partOf(reader, line, start, end));
      const previous = drafts.at(-1);
      if (hasAmount(draft)) drafts.push(draft);
      else if (hasOwnWords(reader, draft)) return null;
      else if (isDate(draft)) date = dateIn(draft, draft.said[0]) ?? date;
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
  return { drafts, date };
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

/** Whether words are left for an item; a lone "and" is none. */
function hasOwnWords(reader: Reader, draft: Draft): boolean {
  const { line, sections, taken, categories, readings } = draft;
  const gone = taken.slice();
  const [{ date, price }] = readings;
  const [amount] = price.amounts;
  for (const span of [amount, date, ...categories]) if (span) gone.fill(SAID, span.from, span.to);
  if (draft.alone !== null) gone[draft.alone.at] = SAID;
  const item = itemOf(line, remainderOf(reader, line, sections, (at) => gone[at] === SAID).words);
  return item !== null && !line.lexicon.and.has(folded(item));
}

/** "yesterday chai 30, auto 80": the date that the first part starts with. */
function leadingDate(first: Draft | undefined): Several['date'] {
  const said = first?.said.find(({ from, day }) => from === 0 && day !== null);
  return first === undefined ? null : dateIn(first, said);
}

function dateIn({ line }: Draft, said: Draft['said'][number] | undefined): Several['date'] {
  return said?.day == null ? null : { day: said.day, place: placeOf(line, said.from, said.to) };
}
