import { sql } from 'kysely';
import { categoryNames } from './category-changes.ts';
import type { Author, Made, NewPurchase, Revision, Source } from './changes.ts';
import { findableBy } from './cues.ts';
import type { Ledger } from './database.ts';
import { type Content, changedFields, fromRow, type Purchase, toRow } from './purchase.ts';
import { purchasesById, toPurchase } from './purchase-rows.ts';
import { conversionColumns, convertPurchases } from './rates/conversions.ts';
import { rememberPurchases } from './suggestions.ts';

/** Adds a change by `author`; an undo and a redo say of which change. Fulfils with its id. */
export async function addChange(
  ledger: Ledger,
  author: Author,
  what: { kind: 'record' | 'correct' | 'import' } | { kind: 'undo' | 'redo'; of: bigint },
): Promise<bigint> {
  const { id } = await ledger
    .insertInto('change')
    .values({
      account_id: author.accountId,
      person_id: author.personId,
      person_name: author.personName,
      kind: what.kind,
      of_change: 'of' in what ? what.of : null,
      state: 'of' in what ? null : 'done',
      turned: null,
      changed_at: author.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends what a person could do again. */
export async function clearUndone(ledger: Ledger, { accountId, personId }: Author): Promise<void> {
  await ledger
    .updateTable('change')
    .set({ state: 'cleared' })
    .where('account_id', '=', accountId)
    .where('person_id', '=', BigInt(personId))
    .where('state', '=', 'undone')
    .execute();
}

/**
 * Adds a change that records purchases, under the account's next numbers and each with its first revision, and ends what
 * the person could do again: all of it in one statement, since most of what people say is this. In the order of positions.
 */
export async function writeNew(
  ledger: Ledger,
  author: Author,
  kind: 'record' | 'correct',
  source: Source | null,
  purchases: readonly NewPurchase[],
): Promise<{ readonly changeId: bigint; readonly recorded: readonly Purchase[] }> {
  const given = purchases.map(({ details, position, line }) => ({
    position,
    line,
    content: toRow({ ...details, removed: false }),
    cues: findableBy(details),
  }));
  const { rows } = await sql<Recorded>`
    with given as (
      select position, line, content, cues, row_number() over (order by position) as place
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given (position integer, line integer, content jsonb, cues text[])
    ), cleared as (
      update change set state = 'cleared'
      where account_id = ${author.accountId} and person_id = ${author.personId} and state = 'undone'
    ), made as (
      insert into change (account_id, person_id, person_name, kind, state, changed_at)
      values (${author.accountId}, ${author.personId}, ${author.personName}, ${kind}, 'done', ${author.at})
      returning id
    ), numbered as (
      update account set purchases_recorded = purchases_recorded + ${given.length}
      where id = ${author.accountId}
      returning purchases_recorded - ${given.length} as before, currency
    ), recorded as (
      insert into purchase (account_id, number, bot_id, chat_id, message_id, position, line, ${columnList})
      select ${author.accountId}, numbered.before + given.place, ${source?.botId ?? null}::bigint,
        ${source?.chatId ?? null}::bigint, ${source?.messageId ?? null}::bigint, given.position, given.line, ${said}
      from numbered, given, jsonb_populate_record(null::purchase, given.content) said
      returning id, number, revision, position, ${columnList}, ${conversionList}
    ), first_revision as (
      insert into purchase_revision (
        purchase_id, revision, content, person_id, chat_id, message_id, change_id, changed_at)
      select recorded.id, 1, given.content, ${author.personId}, ${author.chatId}::bigint, ${author.messageId}::bigint,
        made.id, ${author.at}::timestamptz
      from made, recorded join given using (position)
    ), found_by as (
      insert into purchase_cue (account_id, cue, purchase_id)
      select ${author.accountId}, unnest(given.cues), recorded.id from recorded join given using (position)
    )
    select recorded.*, made.id as change_id, numbered.currency as own_currency
    from recorded, made, numbered order by position`.execute(ledger);
  const [first] = rows;
  if (!first) throw new Error('nothing was recorded');
  const recorded = rows.map(toPurchase);
  const isOwn = rows.every(({ currency, own_currency }) => currency === own_currency);
  return { changeId: first.change_id, recorded: isOwn ? recorded : await converted(ledger, recorded) };
}

type Recorded = Parameters<typeof toPurchase>[0] & {
  readonly change_id: bigint;
  /** The account's. */
  readonly own_currency: string;
};

/** Revises purchases of the author's account that this transaction has locked; those that stay the same are left out. */
export async function writeRevisions(
  ledger: Ledger,
  author: Author,
  changeId: bigint,
  revisions: readonly Revision[],
): Promise<Made['revised']> {
  const real = revisions.filter(({ purchase, content }) => changedFields(purchase, content).length > 0);
  if (real.length === 0) return [];
  const given = real.map(({ purchase, content }) => ({ id: String(purchase.id), content: toRow(content) }));
  await sql`
    with given as (
      select (one->>'id')::bigint as id, one->'content' as content
      from jsonb_array_elements(${JSON.stringify(given)}::jsonb) one
    ), revised as (
      update purchase set revision = revision + 1, (${columnList}) = (
        select ${said} from jsonb_populate_record(null::purchase, given.content) said)
      from given
      where purchase.id = given.id and purchase.account_id = ${author.accountId}
      returning purchase.id, purchase.revision, given.content
    )
    insert into purchase_revision (purchase_id, revision, content, person_id, chat_id, message_id, change_id, changed_at)
    select id, revision, content, ${author.personId}, ${author.chatId}::bigint, ${author.messageId}::bigint, ${changeId},
      ${author.at}::timestamptz
    from revised`.execute(ledger);
  const ids = real.map(({ purchase }) => purchase.id);
  const revised = await converted(ledger, await purchasesById(ledger, author.accountId, ids));
  const after = new Map(revised.map((purchase) => [purchase.id, purchase]));
  await rememberPurchases(ledger, author.accountId, revised);
  return real.flatMap(({ purchase }) => {
    const now = after.get(purchase.id);
    return now ? [{ before: purchase, after: now }] : [];
  });
}

/** The purchases with what they come to in the account's currency as they now stand. */
async function converted(ledger: Ledger, purchases: readonly Purchase[]): Promise<readonly Purchase[]> {
  const conversions = await convertPurchases(
    ledger,
    purchases.map(({ id }) => id),
  );
  return purchases.map((purchase) => ({ ...purchase, conversion: conversions.get(purchase.id) ?? null }));
}

/**
 * What a change of an account did to each purchase, by id: before it was recorded a purchase counts as removed.
 * Categories have the names they have now.
 */
export async function stepsOf(
  ledger: Ledger,
  accountId: bigint,
  changeId: bigint,
): Promise<ReadonlyMap<bigint, { readonly before: Content; readonly after: Content }>> {
  const rows = await ledger
    .selectFrom('purchase_revision as step')
    .leftJoin('purchase_revision as previous', (join) =>
      join
        .onRef('previous.purchase_id', '=', 'step.purchase_id')
        .on(({ eb }) => eb('previous.revision', '=', eb('step.revision', '-', 1))),
    )
    .select([
      'step.purchase_id',
      'step.content',
      'previous.content as previous',
      'previous.change_id as previous_change',
    ])
    .where('step.change_id', '=', changeId)
    .execute();
  const nameOf = await categoryNames(ledger, accountId);
  const named = (content: Content, at: bigint | null): Content => ({
    ...content,
    category: content.category === null ? null : nameOf(content.category, at),
  });
  return new Map(
    rows.map((row) => {
      const { before, after } = stepOf(row.previous, row.content);
      const step = { before: named(before, row.previous_change), after: named(after, changeId) };
      return [row.purchase_id, step];
    }),
  );
}

/** A revision and the one before it, as they are kept (null: there is none before). */
export function stepOf(
  previous: unknown,
  content: unknown,
): { readonly before: Content; readonly after: Content } {
  // written by this program or an earlier one
  const after = fromRow(content as Parameters<typeof fromRow>[0]);
  if (previous === null) return { before: { ...after, removed: true }, after };
  return { before: fromRow(previous as Parameters<typeof fromRow>[0]), after };
}

/** The change that recorded the first of these purchases; null: made before changes were kept. */
export async function firstChangeOf(ledger: Ledger, purchases: readonly Purchase[]): Promise<bigint | null> {
  const found = await ledger
    .selectFrom('purchase_revision')
    .select('change_id')
    .where('purchase_id', '=', purchases[0]?.id ?? 0n)
    .where('revision', '=', 1)
    .executeTakeFirst();
  return found?.change_id ?? null;
}

const contentColumns = [
  'kind',
  'item',
  'amount',
  'currency',
  'given_amount',
  'given_currency',
  'vendor',
  'category',
  'tags',
  'day',
  'spread_count',
  'spread_unit',
  'removed',
] as const;

const columnList = sql.join(contentColumns.map((column) => sql.ref(column)));
const conversionList = sql.join(conversionColumns.map((column) => sql.ref(column)));
const said = sql.join(contentColumns.map((column) => sql.ref(`said.${column}`)));
