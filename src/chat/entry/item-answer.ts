import * as v from 'valibot';
import type { Day } from '../../ledger/day.ts';
import type { Amendment } from '../../ledger/entry/amendment.ts';
import type { Entry } from '../../ledger/entry/entry.ts';
import type { Answers } from '../../ledger/purchases/entry-messages.ts';

/** The answer to the question what an amount was spent on. */
export interface ItemAnswer {
  readonly item: string;
  /** What else it says, in the form kept among the answers; null: nothing. */
  readonly also: string | null;
}

const text = v.nullable(v.string());
const unit = v.picklist(['day', 'week', 'month', 'year']);

const said = v.object({
  kind: v.nullable(v.picklist(['expense', 'income', 'refund'])),
  vendor: text,
  category: text,
  tags: v.array(v.string()),
  date: text,
  spread: v.nullable(v.object({ count: v.number(), unit })),
  recurring: v.nullable(
    v.object({ every: unit, on: v.nullable(v.number()), step: v.exactOptional(v.number()) }),
  ),
});

/** What words say about a purchase besides item and price; null, or no tags: nothing. */
export type AlsoSaid = v.InferOutput<typeof said>;

/**
 * The answer given by words that say more than an item: "coffee @ Starbucks #food yesterday". Null: they do not, and
 * are the item as they are.
 */
export function itemAnswerOf(amendment: Amendment | null): ItemAnswer | null {
  if (amendment === null || amendment.money !== null) return null;
  const { kind, vendor, category, tags, date, spread, recurring } = amendment;
  const item = amendment.item ?? category ?? vendor;
  const isMore = [vendor, category, date, spread, recurring].some((one) => one !== null) || tags.length > 0;
  if (item === null || !isMore) return null;
  return { item, also: JSON.stringify({ kind, vendor, category, tags, date, spread, recurring }) };
}

/** Reads `ItemAnswer.also`; null: nothing. */
export function alsoSaid(kept: string | null): AlsoSaid | null {
  return kept === null ? null : v.parse(said, JSON.parse(kept));
}

/** What was said, in the form kept, with what an amendment adds or replaces. */
export function alsoWith(kept: string | null, amendment: Amendment): string | null {
  const before = alsoSaid(kept);
  const { kind, vendor, category, tags, date, spread, recurring } = amendment;
  const more = { kind, vendor, category, date, spread, recurring };
  const named = Object.fromEntries(Object.entries(more).filter(([, one]) => one !== null));
  if (Object.keys(named).length === 0 && tags.length === 0) return kept;
  return JSON.stringify({
    ...more,
    ...before,
    ...named,
    tags: [...new Set([...(before?.tags ?? []), ...tags])],
  });
}

/** `answers` with the one to the question `key` added or replaced, and what else it said. */
export function withAnswer(answers: Answers, key: string, { item, also }: ItemAnswer): Answers {
  const others = answers.filter(([other]) => other !== key && other !== alsoKey(key));
  return [...others, [key, item], ...(also === null ? [] : [[alsoKey(key), also] as const])];
}

/** Adds to the entries what answers about their items also said. What the entry's own line says takes precedence. */
export function saidBesides(entries: readonly Entry[], answers: Answers, today: Day): readonly Entry[] {
  const texts = new Map(answers);
  return entries.map((entry) => {
    const prefix = `item@${entry.line}:`;
    const key = answers.find(([other, item]) => other.startsWith(prefix) && item === entry.item)?.[0];
    const also = key === undefined ? null : alsoSaid(texts.get(alsoKey(key)) ?? null);
    return also === null ? entry : merged(entry, also, today);
  });
}

function merged(entry: Entry, also: AlsoSaid, today: Day): Entry {
  return {
    ...entry,
    kind: entry.kind === 'expense' ? (also.kind ?? entry.kind) : entry.kind,
    vendor: entry.vendor ?? also.vendor,
    category: entry.category ?? also.category,
    tags: [...new Set([...entry.tags, ...also.tags])],
    date: entry.date === today ? (also.date ?? today) : entry.date,
    spread: entry.spread ?? also.spread,
    recurring: entry.recurring ?? also.recurring,
  };
}

/** The key under which `also` is kept; like the question's own key it is renumbered when the line moves. */
function alsoKey(key: string): string {
  return key.replace(/^item@/, 'item-also@');
}
