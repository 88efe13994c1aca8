import { sql } from 'kysely';
import { categoryNames } from '../categories/changes.ts';
import { findableBy } from '../categories/cues.ts';
import { rememberPurchases } from '../categories/suggestions.ts';
import { groupBy } from '../group.ts';
import { conversionColumns, convertPurchases } from '../rates/conversions.ts';
import type { Ledger } from '../storage/database.ts';
import { together } from '../storage/together.ts';
import type { Author, Made, NewPurchase, Revision, Source } from './changes.ts';
import { type EntryMessage, keepingMessages } from './entry-messages.ts';
import { type Content, changedFields, fromRow, type Purchase, toRow } from './purchase.ts';
import { contentNames, purchasesById, toPurchase } from './purchase-rows.ts';

type NewKind = 'record' | 'correct' | 'import' | 'category';

/** Adds a change by `author`; undo and redo name the change they turn (`of`). Fulfils with its id. */
export async function addChange(
  ledger: Ledger,
  author: Author,
  what: { kind: NewKind } | { kind: 'undo' | 'redo'; of: bigint; key?: string },
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
      ...('of' in what && what.key !== undefined && { turn_key: what.key }),
      changed_at: author.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Makes the person's undone changes impossible to redo. */
export async function clearUndone(ledger: Ledger, { accountId, personId }: Author): Promise<void> {
  await ledger
    .updateTable('change')
    .set({ state: 'cleared' })
    .where('account_id', '=', accountId)
    .where('person_id', '=', BigInt(personId))
    .where('state', '=', 'undone')
    .execute();
}

interface NewPurchases {
  readonly author: Author;
  readonly kind: 'record' | 'correct';
  /** The message they are made from; null: none. */
  readonly source: Source | null;
  /** What to store about the source; nothing if left out. */
  readonly message?: EntryMessage;
  readonly purchases: readonly NewPurchase[];
}

/**
 * Adds a change that records purchases, with the account's next numbers and a first revision each, and clears what the
 * person could redo; stores what is known of their message and which categories were suggested. All in one statement,
 * as this is most of what people do. Results are by position.
 */
export const writeNew = together(writeAllNew);

async function writeAllNew(
  ledger: Ledger,
  all: readonly NewPurchases[],
): Promise<readonly { readonly changeId: bigint; readonly recorded: readonly Purchase[] }[]> {
  const changes = all.map(({ author, kind, source }, act) => ({
    act,
    kind,
    account_id: String(author.accountId),
    person_id: author.personId,
    person_name: author.personName,
    chat_id: author.chatId,
    message_id: author.messageId,
    changed_at: author.at,
    source_bot: source?.botId ?? null,
    source_chat: source?.chatId ?? null,
    source_message: source?.messageId ?? null,
  }));
  const given = all.flatMap(({ purchases }, act) =>
    purchases.map(({ details, position, line, suggested = false }) => ({
      act,
      position,
      line,
      suggested,
      content: toRow({ ...details, removed: false }),
      cues: findableBy(details),
    })),
  );
  const kept = all.flatMap(({ source, message }) => (source && message ? { source, message } : []));
  const { rows } = await sql<Recorded>`
    with acts as materialized (
      select *, nextval('change_id_seq') as change_id
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as acts (act integer, kind text, account_id bigint,
        person_id bigint, person_name text, chat_id bigint, message_id bigint, changed_at timestamptz,
        source_bot bigint, source_chat bigint, source_message bigint)
      -- without a limit a hundred are expected, for which whole tables would be read
      limit ${changes.length}
    ), given as materialized (
      select given.*, account_id, change_id, person_id, chat_id, message_id, changed_at, source_bot, source_chat,
        source_message, row_number() over (partition by account_id order by act, position) as place,
        count(*) over (partition by account_id) as more
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given (act integer, position integer, line integer, suggested boolean, content jsonb, cues text[])
      join acts using (act)
    ), cleared as (
      -- looked up for one after the other, here and below: joined, those of all accounts could be read
      update change set state = 'cleared' where id = any(array(
        select undone.id
        from acts, lateral (
          select id from change
          where account_id = acts.account_id and person_id = acts.person_id and state = 'undone' offset 0
        ) undone))
    ), made as (
      insert into change (id, account_id, person_id, person_name, kind, state, changed_at) overriding system value
      select change_id, account_id, person_id, person_name, kind, 'done', changed_at from acts
    ), numbered as (
      update account
      set purchases_recorded = purchases_recorded + (select count(*) from given where given.account_id = account.id)
      where id = any(array(select account_id from given))
      returning id, purchases_recorded, currency
    ), placed as materialized (
      -- sorted before ids are given
      select nextval('purchase_id_seq') as id, given.*, purchases_recorded - given.more + given.place as number,
        numbered.currency as own_currency
      from given join numbered on numbered.id = given.account_id
      order by act, given.position
    ), recorded as (
      insert into purchase (id, account_id, number, bot_id, chat_id, message_id, position, line, ${columnList})
        overriding system value
      select placed.id, placed.account_id, placed.number, source_bot, source_chat, source_message, placed.position,
        placed.line, ${said}
      from placed, jsonb_populate_record(null::purchase, placed.content) said
      returning id, number, revision, ${columnList}, ${conversionList}
    ), first_revision as (
      insert into purchase_revision (
        purchase_id, revision, content, person_id, chat_id, message_id, change_id, changed_at)
      select id, 1, content, person_id, chat_id, message_id, change_id, changed_at from placed
    ), found_by as (
      insert into purchase_cue (account_id, cue, purchase_id) select account_id, unnest(cues), id from placed
    ), suggested as (
      insert into suggested_category (purchase_id, category)
      select id, content->>'category' from placed where suggested
    ), kept as (
      ${keepingMessages(kept)}
    )
    select recorded.*, act, change_id, own_currency from recorded join placed using (id)
    order by act, position`.execute(ledger);
  const acts = groupBy(rows, ({ act }) => act);
  return Promise.all(
    all.map(async (_, act) => {
      const own = acts.get(act) ?? [];
      const [first] = own;
      if (!first) throw new Error('nothing was recorded');
      const recorded = own.map(toPurchase);
      const isOwn = own.every(({ currency, own_currency }) => currency === own_currency);
      return { changeId: first.change_id, recorded: isOwn ? recorded : await converted(ledger, recorded) };
    }),
  );
}

type Recorded = Parameters<typeof toPurchase>[0] & {
  /** Index of the change among those written together. */
  readonly act: number;
  readonly change_id: bigint;
  /** The account's currency. */
  readonly own_currency: string;
};

/** Revises purchases of the author's account that this transaction has locked; leaves out those that stay the same. */
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
      -- found by their ids: by their account, all that it has could be read
      where purchase.id = any(array(select id from given)) and purchase.id = given.id
        and (purchase.account_id = ${author.accountId}) is true
      returning purchase.id, purchase.revision, given.content
    )
    insert into purchase_revision (purchase_id, revision, content, person_id, chat_id, message_id, change_id, changed_at)
    select id, revision, content, ${author.personId}, ${author.chatId}::bigint, ${author.messageId}::bigint, ${changeId},
      ${author.at}::timestamptz
    from revised`.execute(ledger);
  // the others keep their rate, even if there is a nearer one by now
  const repriced = real.filter(isRepriced).map(({ purchase }) => purchase.id);
  await convertPurchases(ledger, repriced);
  const ids = real.map(({ purchase }) => purchase.id);
  const revised = await purchasesById(ledger, author.accountId, ids);
  const after = new Map(revised.map((purchase) => [purchase.id, purchase]));
  await rememberPurchases(ledger, author.accountId, revised);
  return real.flatMap(({ purchase }) => {
    const now = after.get(purchase.id);
    return now ? [{ before: purchase, after: now }] : [];
  });
}

/** Whether a revision changes what a purchase comes to in another currency. */
function isRepriced({ purchase, content }: Revision): boolean {
  return changedFields(purchase, content).some(
    (field) => field === 'price' || field === 'given' || field === 'day',
  );
}

/** The purchases with their conversion into the account's currency brought up to date. */
async function converted(ledger: Ledger, purchases: readonly Purchase[]): Promise<readonly Purchase[]> {
  const conversions = await convertPurchases(
    ledger,
    purchases.map(({ id }) => id),
  );
  return purchases.map((purchase) => ({ ...purchase, conversion: conversions.get(purchase.id) ?? null }));
}

/**
 * What a change did to each purchase, by id. Before it was recorded, a purchase counts as removed. Categories have
 * their present names.
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
  const named = (content: Content, at: bigint | null, purchaseId: bigint): Content => ({
    ...content,
    category: content.category === null ? null : nameOf(content.category, at, purchaseId),
  });
  return new Map(
    rows.map(({ purchase_id: id, ...row }) => {
      const { before, after } = stepOf(row.previous, row.content);
      // the state before recording is made up from this revision, so it has the names of this change's time
      const since = row.previous === null ? changeId : row.previous_change;
      return [id, { before: named(before, since, id), after: named(after, changeId, id) }];
    }),
  );
}

/** Decodes a stored revision and the one before it (null: it is the first). */
export function stepOf(
  previous: unknown,
  content: unknown,
): { readonly before: Content; readonly after: Content } {
  // written by this or an earlier version
  const after = fromRow(content as Parameters<typeof fromRow>[0]);
  if (previous === null) return { before: { ...after, removed: true }, after };
  return { before: fromRow(previous as Parameters<typeof fromRow>[0]), after };
}

/** Id of the change that recorded the first of these purchases; null: made before changes were kept. */
export async function firstChangeOf(ledger: Ledger, purchases: readonly Purchase[]): Promise<bigint | null> {
  const found = await ledger
    .selectFrom('purchase_revision')
    .select('change_id')
    .where('purchase_id', '=', purchases[0]?.id ?? 0n)
    .where('revision', '=', 1)
    .executeTakeFirst();
  return found?.change_id ?? null;
}

const columnList = sql.join(contentNames.map((column) => sql.ref(column)));
const conversionList = sql.join(conversionColumns.map((column) => sql.ref(column)));
const said = sql.join(contentNames.map((column) => sql.ref(`said.${column}`)));
