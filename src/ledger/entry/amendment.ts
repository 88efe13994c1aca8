import type { Day } from '../day.ts';
import type { Money } from '../money.ts';
import { isPunctuation } from './amounts/prices.ts';
import { isQuestion } from './asking.ts';
import { chooseReading } from './choices.ts';
import {
  convertedOf,
  namesOf,
  recurrenceOf,
  settleAmount,
  settleDate,
  settleWithoutAmount,
  spreadOf,
  tooLongIn,
} from './complete.ts';
import { corrected, fromPrice, withDateOnly, withoutPlease } from './correction.ts';
import { type Draft, readDraft } from './draft.ts';
import type { Kind, Problem, Question, Recurrence, Spread } from './entry.ts';
import { lexiconFor } from './lexicon.ts';
import { longestText } from './parse.ts';
import { type ParseOptions, Reader, readLine, wholeOf } from './reader.ts';
import { folded, hiddenCharacterAt, normalForm } from './text/characters.ts';

/** Changes to an existing entry, as a text says them; null (or no tags): no change. */
export interface Amendment {
  readonly kind: Kind | null;
  readonly money: Money | null;
  /** The same amount in another currency; null if `money` is null. */
  readonly given: Money | null;
  readonly item: string | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly date: Day | null;
  readonly spread: Spread | null;
  readonly recurring: Recurrence | null;
}

/**
 * Reads "18.50", "#food", "@Lidl yesterday" and the like by the grammar of entries, in which here every part is
 * optional. `options.currency` is the entry's own. `amendment` is null if there is a question or a problem. Never
 * throws on a text.
 */
export function parseAmendment(text: string, options: ParseOptions): Amended {
  return amended(text, options, false);
}

/**
 * Like `parseAmendment`, for what may begin or end as people correct each other: "no, make it 15", "it was lidl". A day
 * is a date even without another number: "am 5.".
 */
export function parseCorrection(text: string, options: ParseOptions): Amended {
  const plain = amended(text, options, true);
  // in "make it 15 at Lidl" the price stands where none is read
  const rest = plain.amendment?.money === null ? fromPrice(text, lexiconFor(options.locale)) : null;
  const shorter = rest === null ? plain : amended(rest, options, true);
  const { money = null, item = null } = shorter.amendment ?? {};
  return money !== null && item === null ? shorter : plain;
}

interface Amended {
  readonly amendment: Amendment | null;
  readonly question: Question | null;
  readonly problems: readonly Problem[];
}

function amended(text: string, options: ParseOptions, corrects: boolean): Amended {
  const reader = new Reader(options);
  const amendment = readAmendment(reader, text, corrects);
  const { question, problems } = reader;
  return { amendment: question === null && problems.length === 0 ? amendment : null, question, problems };
}

function readAmendment(reader: Reader, typed: string, corrects: boolean): Amendment | null {
  const whole = { line: 1, start: 0, end: typed.length };
  const hidden = hiddenCharacterAt(typed.replace(/\s+/g, ' '));
  if (hidden !== null) return reader.refuse('hidden-characters', { line: 1, start: hidden, end: hidden + 1 });
  const plainText = normalForm(typed.replace(/\s+/g, ' '));
  if (plainText.length > longestText) return reader.refuse('too-long', whole);
  const text = corrects ? withoutPlease(plainText, lexiconFor(reader.options.locale)) : plainText;
  const line = readLine(reader, 1, text, 0);
  if (isQuestion(line)) return reader.refuse('question', whole);
  const plain = readDraft(reader, line);
  const read = corrects ? withDateOnly(plain) : plain;
  const chosen = chooseReading(reader, read);
  if (chosen === null) return null;
  const { reading, day } = chosen;
  const date = reading.date && { ...reading.date, days: day === null ? reading.date.days : [day] };
  const draft: Draft = { ...read, readings: [{ ...reading, date }] };
  const hasAmount = reading.price.amounts.length > 0;
  const settled = hasAmount ? settleAmount(reader, draft, null) : settleWithoutAmount(reader, draft);
  if (settled === null) return null;
  const hasDay = settled.day !== null || draft.said.some(({ day }) => day !== null);
  const newDay = hasDay ? settleDate(reader, settled, null) : null;
  const names = namesOf(reader, settled);
  if (names === null) return null;
  const { category, tags } = names;
  const said = { ...names, item: isKindWord(draft, names.item) ? null : names.item };
  const { item, vendor, isUnclear } = corrects
    ? corrected(reader, draft.line, said, hasAmount)
    : { ...said, isUnclear: false };
  const tooLong = tooLongIn({ item, vendor, category, tags });
  if (tooLong !== null) return reader.refuse(tooLong, wholeOf(draft.line));
  const kind = draft.kind === 'expense' || isLoneSign(draft) ? null : draft.kind;
  return {
    kind,
    money: hasAmount && !isUnclear ? settled.money : null,
    given: convertedOf(reader, settled),
    item,
    vendor,
    category,
    tags,
    date: newDay,
    spread: spreadOf(draft),
    recurring: recurrenceOf(draft),
  };
}

/** Whether an amendment changes nothing. */
export function saysNothing(amendment: Amendment): boolean {
  return Object.values(amendment).every(
    (said) => said === null || (Array.isArray(said) && said.length === 0),
  );
}

/** A lone "-" means "skip" or nothing, not a refund. */
function isLoneSign({ kindWord, line }: Draft): boolean {
  return kindWord < 0 && line.tokens.every((token) => isPunctuation(token));
}

/** "refund" alone names the kind here, not an item. */
function isKindWord({ kindWord, line }: Draft, item: string | null): boolean {
  return item !== null && kindWord >= 0 && folded(item) === line.tokens[kindWord]?.text;
}
