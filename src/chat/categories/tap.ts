import { forgetRules, hideCategory } from '../../ledger/categories/changes.ts';
import { type CategoriesAct, nameMark } from '../buttons.ts';
import { mergeState } from '../dialogues/categories.ts';
import { isBusy } from '../dialogues/steps.ts';
import { type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, type Said, showInstead, type Turn } from '../turn.ts';
import { categoriesOf, categoryCard, listPage } from './menu.ts';

/**
 * Does what a button of /categories means. Nothing changes, and the answer says why, when the category is gone or was
 * renamed, or another question is open.
 */
export async function obeyCategories(
  turn: Turn,
  tapId: string,
  does: CategoriesAct,
): Promise<Said | { readonly refused: Phrase }> {
  if ('page' in does) return showInstead(turn, tapId, await listPage(turn, does.what, does.page));
  const { id } = accountOfTurn(turn);
  const all = await categoriesOf(turn);
  const category = all.find(({ name }) => nameMark(name) === does.mark);
  if (!category) return { refused: phrase('category-gone') };
  const { name } = category;
  switch (does.what) {
    case 'card':
      return showInstead(turn, tapId, await categoryCard(turn, category));
    case 'hide':
    case 'unhide': {
      const hidden = does.what === 'hide';
      await hideCategory(turn.ledger, id, name, hidden);
      return showInstead(turn, tapId, await categoryCard(turn, { ...category, hidden }));
    }
    case 'forget':
      await forgetRules(turn.ledger, id, name);
      return showInstead(turn, tapId, await categoryCard(turn, category, phrase('rules-forgotten')));
    case 'rename':
    case 'merge': {
      if (isBusy(turn)) return { refused: phrase('one-at-a-time') };
      const state =
        does.what === 'rename' ? ({ at: 'rename-category', category: name } as const) : mergeState(name, all);
      if (state === null) return { refused: phrase('merge-alone') };
      return { messages: [{ do: 'answer', tapId }], state };
    }
  }
}
