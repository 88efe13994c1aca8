import { mainCueOf } from '../../ledger/categories/cues.ts';
import {
  learnCategory,
  type Reason,
  type Suggestion,
  suggestCategories,
} from '../../ledger/categories/suggestions.ts';
import { shortened } from '../../ledger/lengths.ts';
import type { Made, NewPurchase } from '../../ledger/purchases/changes.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import { categoryData, type TeachScope, teachData } from '../buttons.ts';
import { type Buttons, type Message, type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import { answerTo, purchaseCard } from './answer.ts';

/**
 * Purchases to be recorded and, at the same index, what was suggested for each; null: it has a category, or there is
 * nothing to suggest.
 */
export interface Suggested {
  readonly record: readonly NewPurchase[];
  readonly suggestions: readonly (Suggestion | null)[];
}

/** Suggests categories for purchases without one, and assigns those that the account's history is sure of. */
export async function suggestFor(turn: Turn, purchases: readonly NewPurchase[]): Promise<Suggested> {
  const open = purchases.filter(({ details }) => details.category === null);
  if (open.length === 0) return { record: purchases, suggestions: purchases.map(() => null) };
  const { id } = accountOfTurn(turn);
  const found = await suggestCategories(
    turn.ledger,
    id,
    open.map(({ details }) => details),
  );
  const suggestions = purchases.map((purchase) => found[open.indexOf(purchase)] ?? null);
  const record = purchases.map((purchase, index) => {
    const suggestion = suggestions[index];
    if (!suggestion?.sure) return purchase;
    return { ...purchase, details: { ...purchase.details, category: suggestion.category }, suggested: true };
  });
  return { record, suggestions };
}

const mostOffered = 3;

/** A purchase and what was suggested for it. */
interface Pair {
  readonly purchase: Purchase;
  readonly suggestion: Suggestion;
}

/** The purchases that a change recorded, with their suggestions; those without one are left out. */
export function withSuggestions(made: Made, { suggestions }: Suggested): readonly Pair[] {
  // a message that is processed again records nothing new: no suggestions then
  const isNew = made.recorded.length === suggestions.length;
  return made.recorded.flatMap((purchase, index) => {
    const suggestion = isNew ? suggestions[index] : null;
    return suggestion ? [{ purchase, suggestion }] : [];
  });
}

/**
 * Says what a change did, what was suggested for the purchases it recorded, and why; with buttons if it is a single
 * one.
 */
export function answerWith(made: Made, pairs: readonly Pair[], notes: readonly Phrase[]): Message {
  const [first] = pairs;
  const isOne = made.recorded.length + made.revised.length === 1;
  if (!first) return answerTo(made, notes);
  if (!isOne) return answerTo(made, [...numberedNotes(pairs), ...notes]);
  const { purchase, suggestion } = first;
  const message = answerTo(made, [noteOf(suggestion), ...notes]);
  const rows = suggestion.sure ? teachRows(purchase, suggestion.reason) : offerRows(purchase, suggestion);
  return { ...message, buttons: [...rows, ...(message.buttons ?? [])] };
}

function noteOf({ category, reason, sure }: Suggestion): Phrase {
  const args = { category, reason: { phrase: reasonPhrase(reason) } };
  return sure ? phrase('suggested', args) : phrase('offered', args);
}

/** How many reasons, and purchase numbers per reason, fit below as many entries as a message can hold. */
const mostReasons = 3;
const mostNumbers = 10;

/** The reasons for several purchases, each once, with the numbers of its purchases. */
function numberedNotes(pairs: readonly Pair[]): readonly Phrase[] {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs.filter(({ suggestion }) => suggestion.sure)) {
    const { category, reason } = pair.suggestion;
    const key = JSON.stringify([category, reason]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  const named = [...groups.values()].slice(0, mostReasons);
  const more = [...groups.values()].slice(mostReasons).flat().length;
  const notes = named.flatMap((group) => noteForAll(group));
  return more === 0 ? notes : [...notes, phrase('suggested-more', { count: more })];
}

function noteForAll(group: readonly Pair[]): readonly Phrase[] {
  const [first] = group;
  if (!first) return [];
  const { category, reason } = first.suggestion;
  const numbers = group.slice(0, mostNumbers).map(({ purchase }) => String(purchase.number));
  return [
    phrase('suggested-numbered', {
      numbers: (group.length > mostNumbers ? [...numbers, '…'] : numbers).join(', '),
      category: shortened(category, 40),
      reason: { phrase: reasonPhrase(reason, 20) },
    }),
  ];
}

/** Why a category was suggested. */
function reasonPhrase(reason: Reason, most = 60): Phrase {
  const shows = shortened(reason.shows, most);
  if (reason.kind === 'rule') {
    return reason.for === 'vendor'
      ? phrase('reason-rule-vendor', { vendor: shows })
      : phrase('reason-rule-item', { item: shows });
  }
  const { kind, count, of } = reason;
  if (kind === 'vendor') {
    return count === of
      ? phrase('reason-vendor', { count, vendor: shows })
      : phrase('reason-vendor-some', { count, of, vendor: shows });
  }
  return count === of
    ? phrase('reason-words', { count, words: shows })
    : phrase('reason-words-some', { count, of, words: shows });
}

/** Buttons that assign one of the categories that would fit. */
function offerRows(purchase: Purchase, { category, others }: Suggestion): Buttons {
  return [
    [category, ...others].slice(0, mostOffered).map((name) => ({
      label: phrase('choice-word', { word: shortened(name, 20) }),
      data: categoryData(purchase, name),
    })),
  ];
}

/**
 * Buttons that say what to learn from a purchase's category; none if it has no category. `reason`: why the category was
 * suggested, if it was; if by a rule, no rule is offered again.
 */
export function teachRows(purchase: Purchase, reason?: Reason): Buttons {
  if (purchase.category === null) return [];
  const cue = reason?.kind === 'rule' ? null : mainCueOf(purchase);
  const shows = shortened(cue?.shows ?? '', 20);
  const label =
    cue?.kind === 'vendor'
      ? phrase('always-vendor', { vendor: shows })
      : phrase('always-item', { item: shows });
  return [
    [
      ...(cue === null ? [] : [{ label, data: teachData(purchase, 'always') }]),
      { label: phrase('just-once'), data: teachData(purchase, 'once') },
    ],
  ];
}

/** Learns from a purchase's current category, and shows the purchase; null: it has no category. */
export async function teach(turn: Turn, purchase: Purchase, scope: TeachScope): Promise<Message | null> {
  const { category } = purchase;
  if (category === null) return null;
  await learnCategory(turn.ledger, accountOfTurn(turn).id, { ...purchase, category }, scope);
  if (scope === 'once') return purchaseCard(purchase, [phrase('taught-once')]);
  const cue = mainCueOf(purchase);
  const shows = shortened(cue?.shows ?? '', 60);
  return purchaseCard(purchase, [
    cue?.kind === 'vendor'
      ? phrase('taught-vendor', { vendor: shows, category })
      : phrase('taught-item', { item: shows, category }),
  ]);
}
