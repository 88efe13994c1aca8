import {
  type BudgetPeriod,
  listBudgets,
  mostBudgets,
  removeBudgets,
  setBudget,
  standingOf,
} from '../../ledger/budget.ts';
import { knownNames } from '../../ledger/categories/categories.ts';
import { type Amendment, parseAmendment } from '../../ledger/entry/amendment.ts';
import { isRhythmUnclear } from '../../ledger/entry/dates/rhythm.ts';
import { nameKey } from '../../ledger/entry/reader.ts';
import { isLonger, longestName } from '../../ledger/lengths.ts';
import { nameOf, standingLines } from '../budget/lines.ts';
import { budgetList } from '../budget/list.ts';
import { parseOptions } from '../entry/read.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, type Said, say, type Turn, todayOf } from '../turn.ts';
import { firstMeaningOf, meaningOf, withoutMeaning } from '../typed.ts';
import type { Command } from './command.ts';

export const budget: Command = {
  name: 'budget',
  description: 'command-budget',
  for: 'linked',
  when: 'always',
  async run(turn, argument) {
    if (argument === '') return list(turn);
    const { words, off, carryOver } = readOptions(argument);
    const said = await read(turn, words);
    if (said === null) return aside(turn, phrase('budget-unclear'), phrase('budget-how'));
    return off ? remove(turn, said) : set(turn, said, carryOver);
  },
};

export const budgets: Command = {
  name: 'budgets',
  description: 'command-budgets',
  for: 'linked',
  when: 'always',
  run: list,
};

async function list(turn: Turn): Promise<Said> {
  return say(turn, await budgetList(turn));
}

/** Splits off words that the grammar of entries does not know. */
function readOptions(argument: string): { words: string; off: boolean; carryOver: boolean } {
  const carried = withoutMeaning('carryOver', argument);
  const words = (carried ?? argument).trim();
  const last = words.split(/\s+/).at(-1) ?? '';
  const off = meaningOf('budgetOff', last) !== null;
  return { words: off ? words.slice(0, -last.length).trim() : words, off, carryOver: carried !== null };
}

/** What the words name: a category (null: everything), an amount and how often. */
interface Named {
  readonly category: string | null;
  readonly money: Amendment['money'];
  readonly period: BudgetPeriod | null;
}

async function read(turn: Turn, words: string): Promise<Named | null> {
  if (words === '') return { category: null, money: null, period: null };
  const options = { ...(await parseOptions(turn, turn.incoming.at)), recurs: true };
  const { amendment } = parseAmendment(words, options);
  if (amendment === null) return null;
  const { money, recurring, vendor, date } = amendment;
  const said = amendment.category ?? amendment.item;
  const spelled = said === null ? null : await knownCategory(turn, said);
  const typed = said === null || spelled !== null ? said : purposeIn(said);
  // "weekends" may be a category; Spanish "todo" is everything, but in Portuguese it says how often
  const known = spelled ?? (typed === null ? null : await knownCategory(turn, typed));
  const isEverything = typed !== null && meaningOf('everything', typed) !== null;
  if (known === null && !isEverything && isRhythmUnclear(words, options)) return null;
  if (
    recurring?.every === 'day' ||
    recurring?.on != null ||
    recurring?.step !== undefined ||
    vendor !== null ||
    date !== null
  )
    return null;
  if (isLonger(typed, longestName)) return null;
  return {
    category: known ?? (isEverything ? null : typed),
    money,
    period: recurring?.every ?? null,
  };
}

/** What a budget is for: "for food" is for food. */
function purposeIn(said: string): string {
  const rest = firstMeaningOf('purpose', said)?.rest || said;
  const postposition = / (\S+ \S+)$/u.exec(rest)?.[1] ?? '';
  return meaningOf('purpose', postposition) === null ? rest : rest.slice(0, -postposition.length).trim();
}

/** The existing category of this name, as it is spelled there; null: there is none. */
async function knownCategory(turn: Turn, typed: string): Promise<string | null> {
  const { id } = accountOfTurn(turn);
  const known = await knownNames(turn.ledger, id, 'category');
  const budgeted = (await listBudgets(turn.ledger, id)).flatMap(({ category }) => category ?? []);
  return [...known, ...budgeted].find((name) => nameKey(name) === nameKey(typed)) ?? null;
}

async function remove(turn: Turn, { category, money, period }: Named): Promise<Said> {
  if (money !== null) return aside(turn, phrase('budget-unclear'), phrase('budget-how'));
  const removed = await removeBudgets(turn.ledger, accountOfTurn(turn).id, category, period);
  const name = nameOf({ category });
  return aside(turn, removed > 0 ? phrase('budget-off', { name }) : phrase('budget-no-such', { name }));
}

async function set(turn: Turn, { category, money, period }: Named, carryOver: boolean): Promise<Said> {
  const account = accountOfTurn(turn);
  if (money === null) return aside(turn, phrase('budget-unclear'), phrase('budget-how'));
  if (money.currency !== account.currency) {
    return aside(turn, phrase('budget-currency', { currency: account.currency }));
  }
  const wanted = {
    category,
    period: period ?? ('month' as const),
    amount: money,
    carryOver,
    since: todayOf(turn),
  };
  if (!(await setBudget(turn.ledger, account, wanted))) {
    return aside(turn, phrase('budget-full', { max: mostBudgets }));
  }
  const all = await listBudgets(turn.ledger, account.id);
  const made = all.find((one) => one.category === category && one.period === wanted.period);
  const standing = made ? await standingOf(turn.ledger, account, made, todayOf(turn)) : null;
  return aside(
    turn,
    phrase('budget-set', { name: nameOf(wanted) }),
    ...(standing ? standingLines(standing) : []),
    ...(carryOver ? [phrase('budget-carries')] : []),
  );
}
