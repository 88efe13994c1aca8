import type { Entry } from '../../ledger/entry/entry.ts';
import { linesOf } from '../../ledger/entry/parse.ts';
import type { NewPurchase, Revision } from '../../ledger/purchases/changes.ts';
import type { Answers } from '../../ledger/purchases/entry-messages.ts';
import { type Content, carryOver, type Details } from '../../ledger/purchases/purchase.ts';
import type { Move, Placed } from '../../ledger/purchases/purchase-rows.ts';
import { align, type Pair, shareOfWords } from './align.ts';

/** A text and the entries read from it. */
export interface Reading {
  readonly text: string;
  readonly entries: readonly Entry[];
}

/** The changes that make a message's purchases match its new text. */
export interface Plan {
  readonly record: readonly NewPurchase[];
  readonly revise: readonly Revision[];
  readonly moves: readonly Move[];
}

/**
 * Compares a message's old and new text. Lines are matched in order, preferring equal ones.
 * - The entries of an unchanged line stay as they are now, whatever has become of them.
 * - In a changed line, only what the person changed is changed.
 * - A line that can no longer be read keeps its entries.
 * - What was taken out of the message and is written again is the same entry as before.
 */
export function planChanges(before: Reading, after: Reading, placed: readonly Placed[]): Plan {
  const oldLines = linesOf(before.text);
  const newLines = linesOf(after.text);
  const plan = { record: [] as NewPurchase[], revise: [] as Revision[], moves: [] as Move[] };
  const takenOut = placed.filter(({ line, purchase }) => line === null && purchase.removed);
  let position = placed.reduce((most, one) => Math.max(most, one.position + 1), 0);

  const add = (entry: Entry): void => {
    const details = detailsOf(entry);
    const at = takenOut.findIndex(({ purchase }) => isAgain(purchase, details));
    const [again] = at < 0 ? [] : takenOut.splice(at, 1);
    if (again) {
      const { purchase } = again;
      const vendor = details.vendor ?? purchase.vendor;
      const category = details.category ?? purchase.category;
      plan.revise.push({ purchase, content: { ...details, vendor, category, removed: false } });
      plan.moves.push({ purchaseId: purchase.id, line: entry.line });
    } else {
      plan.record.push({ details, position, line: entry.line });
      position += 1;
    }
  };

  for (const [oldAt, newAt] of matchLines(oldLines, newLines)) {
    const said = oldAt === null ? [] : before.entries.filter(({ line }) => line === oldAt + 1);
    const known = oldAt === null ? [] : placed.filter(({ line }) => line === oldAt + 1);
    const says = newAt === null ? [] : after.entries.filter(({ line }) => line === newAt + 1);
    const isSame = oldAt !== null && newAt !== null && isSameLine(oldLines[oldAt], newLines[newAt]);
    const isUnreadable = newAt !== null && says.length === 0 && newLines[newAt]?.trim() !== '';
    const stays = (isSame && known.length > 0) || isUnreadable;
    const pairs: readonly Pair[] = stays
      ? known.map((_, index) => [index, null])
      : matchEntries(said, known, says);
    for (const [knownAt, saysAt] of pairs) {
      const purchase = known[knownAt ?? -1]?.purchase;
      const entry = says[saysAt ?? -1];
      const line = newAt !== null && (stays || entry) ? newAt + 1 : null;
      if (purchase && line !== (oldAt ?? -1) + 1) plan.moves.push({ purchaseId: purchase.id, line });
      if (stays) continue;
      if (purchase && entry) {
        const base = said.length === known.length ? said[knownAt ?? -1] : undefined;
        const start = base ? { ...detailsOf(base), removed: false } : purchase;
        const content = carryOver(start, { ...detailsOf(entry), removed: false }, purchase);
        plan.revise.push({ purchase, content: { ...content, removed: false } });
      } else if (purchase) {
        plan.revise.push({ purchase, content: { ...purchase, removed: true } });
      } else if (entry) {
        add(entry);
      }
    }
  }
  return plan;
}

/** Whether an entry repeats a purchase that was taken out of the message. */
function isAgain(purchase: Content, details: Details): boolean {
  return purchase.item === details.item && purchase.kind === details.kind;
}

/** The purchase details that an entry gives. */
export function detailsOf(entry: Entry): Details {
  const { kind, money, converted, item, vendor, category, tags, date, spread } = entry;
  return { kind, item, price: money, given: converted, vendor, category, tags, day: date, spread };
}

function matchLines(before: readonly string[], after: readonly string[]) {
  return align(before.length, after.length, (oldAt, newAt) => {
    const [one = '', other = ''] = [before[oldAt], after[newAt]];
    if (isSameLine(one, other)) return 4;
    // an empty line cannot have become another, or come from one
    return one.trim() === '' || other.trim() === '' ? 0.1 : 0.5 + shareOfWords(one, other);
  });
}

function isSameLine(one = '', other = ''): boolean {
  return one.trim() === other.trim();
}

function matchEntries(said: readonly Entry[], known: readonly Placed[], says: readonly Entry[]) {
  return align(known.length, says.length, (knownAt, saysAt) => {
    const before: Content | Entry | undefined =
      said.length === known.length ? said[knownAt] : known[knownAt]?.purchase;
    const now = says[saysAt];
    if (!before || !now) return 0;
    const money = 'money' in before ? before.money : before.price;
    const isSamePrice = money.minor === now.money.minor && money.currency === now.money.currency;
    return 0.5 + 2 * shareOfWords(before.item, now.item) + (isSamePrice ? 1 : 0);
  });
}

/**
 * Answers to questions, under the keys of their lines' new numbers. A question is not asked again only because its line
 * moved or grew; where an answer no longer fits the changed line, the grammar asks again.
 */
export function carryAnswers(
  before: { readonly text: string; readonly answers: Answers },
  text: string,
): Answers {
  const moved = new Map(
    matchLines(linesOf(before.text), linesOf(text)).flatMap(([oldAt, newAt]) =>
      oldAt === null || newAt === null ? [] : [[oldAt + 1, newAt + 1] as const],
    ),
  );
  return before.answers.flatMap(([key, answer]) => {
    const { about, line, rest } = /^(?<about>[^@]*)@(?<line>\d+)(?<rest>.*)$/.exec(key)?.groups ?? {};
    const now = moved.get(Number(line));
    return now === undefined ? [] : [[`${about}@${now}${rest}`, answer] as const];
  });
}
