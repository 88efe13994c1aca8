import { sql } from 'kysely';
import { rememberPurchases } from '../categories/suggestions.ts';
import type { Author } from '../purchases/changes.ts';
import { addChange } from '../purchases/revisions.ts';
import type { Database, Ledger } from '../storage/database.ts';
import { contentJson, contentSet } from './content.ts';
import { pagesOf } from './pages.ts';

/** Whether a change of this account is an import, which is undone as a whole, however large. */
export async function isImport(ledger: Ledger, accountId: bigint, changeId: bigint): Promise<boolean> {
  const found = await ledger
    .selectFrom('change')
    .select('id')
    .where('id', '=', changeId)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'import')
    .executeTakeFirst();
  return found !== undefined;
}

/** An undo or redo of an import. `key` identifies the update that asks for it, so that it happens only once. */
interface ImportTurn {
  readonly changeId: bigint;
  readonly kind: 'undo' | 'redo';
  readonly key: string;
}

/** The number of purchases affected when an import was turned with this key; null: none was. */
export async function turnedBefore(ledger: Ledger, key: string): Promise<number | null> {
  const { rows } = await sql<{ purchases: number }>`
    select (select count(*)::integer from purchase_revision where change_id = change.id) as purchases
    from change where turn_key = ${key}`.execute(ledger);
  return rows[0]?.purchases ?? null;
}

/**
 * Undoes or redoes an import in one transaction: removes what it added and reverts what it changed, except purchases
 * changed since. Fulfils with the number of purchases affected, now or earlier with the same key; null: the change is
 * no import, or not in the state for it. Whatever else a document brought (settings, rules) stays.
 */
export async function turnImport(
  database: Database,
  author: Author,
  { changeId, kind, key }: ImportTurn,
): Promise<number | null> {
  const [from, to] = kind === 'undo' ? (['done', 'undone'] as const) : (['undone', 'done'] as const);
  return database.transaction().execute(async (ledger) => {
    // waits for anybody who is turning it now, perhaps with the same key
    await sql`select from change where id = ${changeId} for no key update`.execute(ledger);
    const before = await turnedBefore(ledger, key);
    if (before !== null) return before;
    const { rows } = await sql<{ last: bigint }>`
      update change set state = ${to}
      where id = ${changeId} and account_id = ${author.accountId} and state = ${from} and kind = 'import'
      returning coalesce(turned, id) as last`.execute(ledger);
    const [turned] = rows;
    if (!turned) return null;
    const turn = await addChange(ledger, author, { kind, of: changeId, key });
    await ledger.updateTable('change').set({ turned: turn }).where('id', '=', changeId).execute();
    const changed = await setContent(ledger, author, turn, changeId, turned.last, kind);
    const bought = sql<{ id: bigint; item: string; vendor: string | null; tags: string[] }>`
      select purchase.id, item, vendor, tags from purchase join purchase_revision step on step.purchase_id = purchase.id
      where step.change_id = ${turn}`;
    for await (const page of pagesOf(ledger, bought)) await rememberPurchases(ledger, author.accountId, page);
    return changed + (await setRemoved(ledger, author, turn, changeId, turned.last, kind === 'undo'));
  });
}

/** The purchases that an import recorded, or brought with their history. */
function broughtBy(changeId: bigint) {
  return sql`(
    select purchase_id as id from purchase_revision where change_id = ${changeId} and revision = 1
    union
    select unnest(brought) from import where change_id = ${changeId})`;
}

async function setRemoved(
  ledger: Ledger,
  author: Author,
  turn: bigint,
  changeId: bigint,
  last: bigint,
  removed: boolean,
): Promise<number> {
  const { numAffectedRows } = await sql`
    with revised as (
      update purchase set removed = ${removed}, revision = purchase.revision + 1
      from ${broughtBy(changeId)} brought
      where purchase.id = brought.id and purchase.account_id = ${author.accountId} and removed <> ${removed}
        and (${removed} or exists (
          select from purchase_revision latest
          where latest.purchase_id = purchase.id and latest.revision = purchase.revision
            and latest.change_id = ${last}))
      returning purchase.*
    )
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select id, revision, ${contentJson}, ${author.personId}, ${turn}, ${author.at}::timestamptz
    from revised purchase`.execute(ledger);
  return Number(numAffectedRows ?? 0n);
}

async function setContent(
  ledger: Ledger,
  author: Author,
  turn: bigint,
  changeId: bigint,
  last: bigint,
  kind: 'undo' | 'redo',
): Promise<number> {
  const wanted = kind === 'undo' ? sql`step.revision - 1` : sql`step.revision`;
  const { numAffectedRows } = await sql`
    with wanted as (
      select step.purchase_id as id, target.content
      from purchase_revision step
      join purchase_revision target on target.purchase_id = step.purchase_id and target.revision = ${wanted}
      join purchase on purchase.id = step.purchase_id
      join purchase_revision latest on latest.purchase_id = purchase.id and latest.revision = purchase.revision
      where step.change_id = ${changeId} and step.revision > 1 and latest.change_id = ${last}
    ), revised as (
      update purchase set revision = purchase.revision + 1,
        ${contentSet}
      from wanted, account
      where purchase.id = wanted.id and account.id = purchase.account_id
      returning purchase.id, purchase.revision, content
    )
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select id, revision, content, ${author.personId}, ${turn}, ${author.at}::timestamptz from revised`.execute(
    ledger,
  );
  return Number(numAffectedRows ?? 0n);
}
