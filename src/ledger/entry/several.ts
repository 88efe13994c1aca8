import type { Day } from '../day.ts';
import { type Draft, readDraft } from './draft.ts';
import { SAID } from './prices.ts';
import { type Line, type Reader, readLine } from './reader.ts';
import { itemOf, remainderOf } from './remainder.ts';
import { isSeparator, MARKER } from './sections.ts';

/** A line that holds several entries: "yesterday: chai 30, auto 80, #transport". */
export interface Several {
  readonly drafts: readonly Draft[];
  /** Said at the start of the line or in a part of its own: it holds for parts that name no date. */
  readonly date: Day | null;
}

/** Where a line falls apart, if every part has its own amount and its own words; null: it holds one entry. */
export function readSeveral(reader: Reader, whole: Draft): Several | null {
  const cuts = cutsOf(whole);
  if (cuts.length === 0) return null;
  const parts = joinedFields(reader, whole.line, cuts);
  if (parts === null || parts.texts.length < 2) return null;
  const drafts = parts.texts.map(({ line }) => readDraft(reader, line));
  if (!drafts.every((draft) => hasAmount(draft) && hasWords(reader, draft))) return null;
  return { drafts, date: parts.date ?? leadingDate(drafts[0]) };
}

export function hasAmount(draft: Draft): boolean {
  return draft.readings.some(({ price }) => price.amounts.length > 0);
}

/** The separators that stand neither in a date nor in a list of tags. */
function cutsOf({ line, sections, said, readings }: Draft): number[] {
  const inside = new Uint8Array(line.tokens.length);
  for (const { from, to } of said) inside.fill(1, from, to);
  for (const { date } of readings) if (date !== null) inside.fill(1, date.from, date.to);
  const cuts: number[] = [];
  for (let at = 0; at < line.tokens.length; at += 1) {
    if (isSeparator(line.tokens[at]) && inside[at] === 0 && sections.owner[at] !== MARKER) cuts.push(at);
  }
  return cuts;
}

interface Parts {
  readonly texts: readonly { readonly line: Line }[];
  readonly date: Day | null;
}

/**
 * The texts between the cuts. A part that is nothing but fields belongs to the part before it, one that is nothing but
 * a date to the whole line. null: some part is neither these nor has an amount.
 */
function joinedFields(reader: Reader, line: Line, cuts: readonly number[]): Parts | null {
  const pieces: { start: number; end: number }[] = [];
  let date: Day | null = null;
  const { tokens, text } = line;
  let start = 0;
  for (const cut of [...cuts, tokens.length]) {
    const end = tokens[cut]?.start ?? text.length;
    const piece = { start, end };
    start = tokens[cut]?.end ?? text.length;
    const draft = readDraft(reader, readLine(reader, line.number, text.slice(piece.start, piece.end), 0));
    const previous = pieces.at(-1);
    if (draft.line.tokens.length === 0) continue;
    if (hasAmount(draft)) pieces.push(piece);
    else if (hasOwnWords(reader, draft)) return null;
    else if (isDate(draft)) date = draft.said[0]?.day ?? date;
    else if (previous === undefined) return null;
    else previous.end = piece.end;
  }
  const texts = pieces.map((piece) => ({
    line: readLine(reader, line.number, text.slice(piece.start, piece.end), line.offset + piece.start),
  }));
  return { texts, date };
}

function isDate(draft: Draft): boolean {
  const { said, sections, categories } = draft;
  return said.length === 1 && said[0]?.day != null && sections.list.length === 0 && categories.length === 0;
}

function hasWords(reader: Reader, draft: Draft): boolean {
  return draft.sections.list.length > 0 || draft.categories.length > 0 || hasOwnWords(reader, draft);
}

/** Whether words are left for an item. */
function hasOwnWords(reader: Reader, draft: Draft): boolean {
  const { line, sections, taken, categories, readings } = draft;
  const gone = Uint8Array.from(taken, (state) => (state === SAID ? 1 : 0));
  const [{ date, price }] = readings;
  const [amount] = price.amounts;
  for (const span of [amount, date, ...categories]) if (span) gone.fill(1, span.from, span.to);
  if (draft.alone !== null) gone[draft.alone.at] = 1;
  return itemOf(line, remainderOf(reader, line, sections, (at) => gone[at] === 1).words) !== null;
}

/** "yesterday chai 30, auto 80": the date that the first part starts with. */
function leadingDate(first: Draft | undefined): Day | null {
  const said = first?.said.find(({ from, day }) => from === 0 && day !== null);
  return said?.day ?? null;
}
