import { listBudgets } from '../../ledger/budget.ts';
import { type Category, countInCategory, knownNames } from '../../ledger/categories/categories.ts';
import { moveCategory } from '../../ledger/categories/moves.ts';
import { nameKey } from '../../ledger/entry/reader.ts';
import type { StateAt } from '../conversation.ts';
import { keep } from '../entry/lines.ts';
import { authorOf } from '../entry/read.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, finish, type Said, type Turn } from '../turn.ts';
import { isDash } from '../words.ts';
import { readName } from './name.ts';
import { offerChoices } from './offers.ts';
import type { Step } from './step.ts';
import { readYesNo, yesNo } from './yes-no.ts';

const mostOffers = 8;

/** Asks for a category's new name; given the name of another category, offers to merge the two. */
export const renameCategory: Step<StateAt<'rename-category'>> = {
  for: 'linked',
  ask: ({ category }) => ({ text: [phrase('rename-question', { category })], choices: [] }),
  async hear(words, { category }, turn) {
    if (isDash(words)) return aside(turn, phrase('cannot-skip'));
    const names = await knownNames(turn.ledger, accountOfTurn(turn).id, 'category');
    const name = readName(words, 'category', names);
    if (!name.ok) return aside(turn, name.problem);
    if (name.value === category) return aside(turn, phrase('rename-same'));
    const other = names.find((known) => known !== category && nameKey(known) === nameKey(name.value));
    if (other !== undefined) return askToMerge(turn, category, other);
    const count = await move(turn, 'rename', category, name.value);
    if (count === 0) return finish(phrase('category-gone'));
    return finish(phrase('renamed', { category, name: name.value, count }));
  },
};

/** Asks which category to merge a category into. */
export const mergeCategory: Step<StateAt<'merge-category'>> = {
  for: 'linked',
  ask: ({ category, offers }) => ({
    text: [phrase('merge-question', { category })],
    choices: offerChoices(offers),
  }),
  async hear(words, { category }, turn) {
    const names = await knownNames(turn.ledger, accountOfTurn(turn).id, 'category');
    const name = readName(words, 'category', names);
    if (!name.ok) return aside(turn, name.problem);
    const others = names.filter((known) => known !== category);
    const into =
      others.find((known) => known === name.value) ??
      others.find((known) => nameKey(known) === nameKey(name.value));
    if (into === undefined) return aside(turn, phrase('merge-unknown', { name: name.value }));
    return askToMerge(turn, category, into);
  },
};

export const confirmMerge: Step<StateAt<'confirm-merge'>> = {
  for: 'linked',
  ask: ({ category, into, count, budgets }) => ({
    text: [
      ...budgets.map(({ period, goes, stays }) =>
        phrase('merge-budget', { category, into, period, goes: { money: goes }, stays: { money: stays } }),
      ),
      phrase('confirm-merge', { category, into, count }),
    ],
    choices: yesNo,
  }),
  async hear(words, { category, into }, turn) {
    const wanted = readYesNo(words);
    if (wanted === null) return aside(turn, phrase('say-yes-or-no'));
    if (!wanted) return finish(phrase('categories-kept'));
    // renamed or merged since, it would come back under its old name
    const names = await knownNames(turn.ledger, accountOfTurn(turn).id, 'category');
    const count = names.includes(into) ? await move(turn, 'merge', category, into) : 0;
    if (count === 0) return finish(phrase('category-gone'));
    return finish(phrase('merged', { category, into, count }));
  },
};

/** The state that asks what to merge a category into; null: there is no other category. */
export function mergeState(category: string, all: readonly Category[]): StateAt<'merge-category'> | null {
  const others = all.filter(({ name }) => name !== category);
  if (others.length === 0) return null;
  const offers = others.filter(({ hidden }) => !hidden).map(({ name }) => name);
  return { at: 'merge-category', category, offers: offers.slice(0, mostOffers) };
}

async function askToMerge(turn: Turn, category: string, into: string): Promise<Said> {
  const { id } = accountOfTurn(turn);
  const count = await countInCategory(turn.ledger, id, category);
  const all = await listBudgets(turn.ledger, id);
  const budgets = all
    .filter((budget) => budget.category === category)
    .flatMap(({ period, amount }) => {
      const kept = all.find((budget) => budget.category === into && budget.period === period);
      return kept ? [{ period, goes: keep(amount), stays: keep(kept.amount) }] : [];
    });
  return { state: { at: 'confirm-merge', category, into, count, budgets } };
}

function move(turn: Turn, kind: 'rename' | 'merge', was: string, is: string): Promise<number> {
  return moveCategory(turn.ledger, authorOf(turn), { kind, was, is });
}
