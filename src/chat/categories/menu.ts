import { type Category, listCategories } from '../../ledger/categories/categories.ts';
import { rulesFor } from '../../ledger/categories/changes.ts';
import { shortened } from '../../ledger/lengths.ts';
import type { Money } from '../../ledger/money.ts';
import { type CategoryAct, categoriesData, nameMark } from '../buttons.ts';
import { inRows } from '../dialogues/offers.ts';
import { limited, moneyPart } from '../entry/lines.ts';
import { type Button, type Message, type Phrase, phrase, type Text } from '../reply.ts';
import { pageRow } from '../report/pages.ts';
import { accountOfTurn, type Turn, todayOf } from '../turn.ts';

const perPage = 10;
/**
 * How many currencies are listed per category; further ones are only hinted at, as a message holds 4,096 characters.
 */
const mostSums = 4;
const mostRules = 8;

/** All categories with what was spent this month, sorted by the amount in the account's currency, largest first. */
export async function categoriesOf(turn: Turn): Promise<readonly Category[]> {
  const { id, currency } = accountOfTurn(turn);
  const month = todayOf(turn).slice(0, 7);
  const categories = await listCategories(turn.ledger, id, `${month}-01`);
  const most = ({ spent }: Category) => spent.find((sum) => sum.currency === currency)?.minor ?? 0n;
  return categories.toSorted((one, other) => {
    const [left, right] = [most(one), most(other)];
    return left < right ? 1 : left > right ? -1 : other.spent.length - one.spent.length;
  });
}

/** A page (from 0) of the categories, or of the hidden ones; the last one if there are fewer. */
export async function listPage(turn: Turn, which: 'list' | 'hidden', page: number): Promise<Message> {
  const all = await categoriesOf(turn);
  const hidden = all.filter((category) => category.hidden);
  const listed = which === 'hidden' ? hidden : all.filter((category) => !category.hidden);
  const last = Math.max(0, Math.ceil(listed.length / perPage) - 1);
  const at = Math.min(page, last);
  const shown = listed.slice(at * perPage, (at + 1) * perPage);
  const dataOf = (what: 'list' | 'hidden', number: number): string =>
    categoriesData(turn.incoming.person.id, { what, page: number });
  const rows = [
    ...inRows(
      shown.map(({ name }) => act(turn, phrase('choice-word', { word: shortened(name, 30) }), 'card', name)),
    ),
    ...pageRow(at, last, (number) => dataOf(which, number)),
    which === 'hidden'
      ? [{ label: phrase('categories-back'), data: dataOf('list', 0) }]
      : hidden.length > 0
        ? [{ label: phrase('categories-hidden', { count: hidden.length }), data: dataOf('hidden', 0) }]
        : [],
  ];
  return {
    text: [titleOf(which, all.length, shown.length), ...shown.map(lineOf)],
    buttons: rows.filter((row) => row.length > 0),
  };
}

function titleOf(which: 'list' | 'hidden', all: number, shown: number): Phrase {
  if (which === 'hidden') return shown > 0 ? phrase('hidden-title') : phrase('hidden-none');
  if (shown > 0) return phrase('categories-title');
  return all > 0 ? phrase('categories-all-hidden') : phrase('categories-none');
}

function lineOf({ name, spent }: Category): Phrase {
  if (spent.length === 0) return phrase('category-line', { name });
  return phrase('category-line-spent', { name, sums: { line: sumsOf(spent) } });
}

function sumsOf(spent: readonly Money[]): readonly Phrase[] {
  return limited(spent.map(moneyPart), mostSums);
}

/** One category with buttons for what can be done to it, below `notes`. */
export async function categoryCard(turn: Turn, category: Category, ...notes: Text): Promise<Message> {
  const { name, hidden, spent } = category;
  const rules = await rulesFor(turn.ledger, accountOfTurn(turn).id, name);
  const labels = rules.slice(0, mostRules).map((label) => shortened(label, 60));
  const list = rules.length > mostRules ? [...labels, '…'] : labels;
  return {
    text: [
      ...notes,
      phrase('category-line', { name }),
      spent.length === 0 ? phrase('spent-nothing') : phrase('spent', { sums: { line: sumsOf(spent) } }),
      ...(rules.length > 0 ? [phrase('category-rules', { list: list.join(', ') })] : []),
      ...(hidden ? [phrase('category-is-hidden')] : []),
    ],
    buttons: [
      [act(turn, phrase('rename'), 'rename', name), act(turn, phrase('merge'), 'merge', name)],
      [
        hidden ? act(turn, phrase('unhide'), 'unhide', name) : act(turn, phrase('hide'), 'hide', name),
        ...(rules.length > 0 ? [act(turn, phrase('forget-rules'), 'forget', name)] : []),
      ],
      [
        {
          label: phrase('categories-back'),
          data: categoriesData(turn.incoming.person.id, { what: 'list', page: 0 }),
        },
      ],
    ],
  };
}

function act(turn: Turn, label: Phrase, what: CategoryAct, name: string): Button {
  return { label, data: categoriesData(turn.incoming.person.id, { what, mark: nameMark(name) }) };
}
