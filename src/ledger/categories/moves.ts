import { sql } from 'kysely';
import type { Author } from '../purchases/changes.ts';
import { addChange, clearUndone } from '../purchases/revisions.ts';
import type { Ledger } from '../storage/database.ts';

/** Renames the category `was` to `is`, or merges it into the existing category `is`. */
interface Move {
  readonly kind: 'rename' | 'merge';
  readonly was: string;
  readonly is: string;
}

/**
 * Moves all purchases of the category `was`, removed ones too, to `is`, with its rules, budgets and recurring
 * purchases. Where `is` has a budget for the same period, that one is kept. The move is recorded as a change that can
 * be undone. Fulfils with the number of purchases, without removed ones.
 */
export async function moveCategory(ledger: Ledger, author: Author, move: Move): Promise<number> {
  const { kind, was, is } = move;
  const { accountId, personId, chatId, messageId } = author;
  const { moved, standing } = await carry(ledger, accountId, { ...move, only: null, alsoTheRest: true });
  let changeId: bigint | null = null;
  if (moved.length > 0) {
    await clearUndone(ledger, author);
    changeId = await addChange(ledger, author, { kind: 'category' });
  }
  await sql`
    insert into category_change (
      account_id, kind, was, "is", purchases, after_change, person_id, chat_id, message_id, change_id)
    select ${accountId}, ${kind}, ${was}, ${is}, ${moved}::bigint[], coalesce(max(id), 0),
      ${personId}, ${chatId}::bigint, ${messageId}::bigint, ${changeId}::bigint
    from change`.execute(ledger);
  return standing;
}

/**
 * Undoes or redoes a move, as a change of its own. A rename gives the name back to everything that has the other one. A
 * merge moves only the purchases that it moved and that still have that category: rules, budgets and recurring
 * purchases stay, as nobody knows which category they came from. `key` as with `turnChange`. Fulfils with what was
 * moved, counted without removed purchases; null: the change is no move, or not in the state for it.
 */
export async function turnCategoryMove(
  ledger: Ledger,
  author: Author,
  turn: { readonly changeId: bigint; readonly kind: 'undo' | 'redo'; readonly key: string },
): Promise<(Move & { readonly purchases: number }) | null> {
  const { changeId, kind, key } = turn;
  const [from, to] = kind === 'undo' ? (['done', 'undone'] as const) : (['undone', 'done'] as const);
  const { rows } = await sql<Move & { purchases: readonly bigint[] }>`
    with turned as (
      update change set state = ${to}
      where id = ${changeId} and account_id = ${author.accountId} and state = ${from} and kind = 'category'
      returning id
    )
    select category_change.kind, was, "is", purchases from turned
    join category_change on change_id = turned.id`.execute(ledger);
  const [move] = rows;
  if (!move) return null;
  const turned = await addChange(ledger, author, { kind, of: changeId, key });
  await ledger.updateTable('change').set({ turned }).where('id', '=', changeId).execute();
  const [was, is] = kind === 'undo' ? [move.is, move.was] : [move.was, move.is];
  const alsoTheRest = move.kind === 'rename';
  const carried = { kind: move.kind, was, is, only: alsoTheRest ? null : move.purchases, alsoTheRest };
  const { standing } = await carry(ledger, author.accountId, carried);
  return { kind: move.kind, was, is, purchases: standing };
}

/**
 * Moves the purchases in `only` (null: all of the category) and, with `alsoTheRest`, its rules, recurring purchases,
 * budgets and hidden state. Fulfils with the ids of the moved purchases, and how many of them are not removed.
 */
async function carry(
  ledger: Ledger,
  accountId: bigint,
  what: Move & { readonly only: readonly bigint[] | null; readonly alsoTheRest: boolean },
): Promise<{ readonly moved: readonly bigint[]; readonly standing: number }> {
  const { kind, was, is, only, alsoTheRest } = what;
  const { rows } = await sql<{ id: bigint; removed: boolean }>`
    with moved as (
      update purchase set category = ${is}
      where account_id = ${accountId} and removed in (false, true) and category = ${was}
        and (${only}::bigint[] is null or id = any(${only}::bigint[]))
      returning id, removed
    ), suggested as (
      update suggested_category set category = ${is} from moved
      where purchase_id = moved.id and category = ${was}
    ), ruled as (
      update category_rule set category = ${is}
      where ${alsoTheRest} and account_id = ${accountId} and category = ${was}
    ), comes_again as (
      update recurring set category = ${is}
      where ${alsoTheRest} and account_id = ${accountId} and category = ${was}
    ), dropped_budget as (
      delete from budget
      where ${alsoTheRest} and account_id = ${accountId} and category = ${was} and exists (
        select from budget other
        where other.account_id = ${accountId} and other.category = ${is} and other.period = budget.period)
    ), budgeted as (
      update budget set category = ${is}
      where ${alsoTheRest} and account_id = ${accountId} and category = ${was} and not exists (
        select from budget other
        where other.account_id = ${accountId} and other.category = ${is} and other.period = budget.period)
    ), shown as (
      delete from hidden_category
      where ${alsoTheRest} and account_id = ${accountId} and category = ${was} returning account_id
    ), hidden as (
      insert into hidden_category (account_id, category)
      select account_id, ${is} from shown where ${kind} = 'rename'
      on conflict do nothing
    )
    select id, removed from moved order by id`.execute(ledger);
  return { moved: rows.map(({ id }) => id), standing: rows.filter(({ removed }) => !removed).length };
}
