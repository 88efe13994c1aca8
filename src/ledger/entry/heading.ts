import { noPrice } from './amounts/prices.ts';
import { type Inherited, namesOf, nothingInherited, settleDate, settleWithoutAmount } from './complete.ts';
import { draftOf, type Outline } from './draft.ts';
import type { Reader } from './reader.ts';
import { dateAlone, hasAmount, hasOwnWords } from './several.ts';

/**
 * What a line without an amount and without words for an item says for the lines below it: a day, a vendor, a category
 * with tags ("yesterday:", "5 March", "@ Lidl #food"). A category's bare name needs a colon ("food:"), as its amount may
 * have been forgotten. null: it is no heading. If a question must be asked, it is noted, and nothing is inherited.
 */
export function readHeading(reader: Reader, outline: Outline): Inherited | null {
  const date = dateAlone(outline, 0, outline.line.tokens.length);
  const read = draftOf(reader, outline);
  const draft = date === null ? read : { ...read, readings: [{ date, price: noPrice }] as const };
  const { kindWord, said } = draft;
  const isTitle = outline.line.tokens.at(-1)?.text === ':';
  if (draft.categories.length > 0 && !isTitle) return null;
  if (kindWord >= 0 || hasAmount(draft) || hasOwnWords(reader, draft)) return null;
  if (said.some(({ spread, recurring }) => spread !== null || recurring !== null)) return null;
  const settled = settleWithoutAmount(reader, draft);
  const names = settled && namesOf(reader, settled);
  if (settled === null || names === null) return nothingInherited;
  const { vendor, category, tags } = names;
  const hasDay = settled.day !== null || said.length > 0;
  if (!hasDay && vendor === null && category === null && tags.length === 0) return null;
  return {
    ...nothingInherited,
    date: hasDay ? settleDate(reader, settled, null) : null,
    vendor,
    category,
    tags,
  };
}
