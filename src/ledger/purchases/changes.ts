import { sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import { type EntryMessage, saveEntryMessage } from './entry-messages.ts';
import { type Content, carryOver, changedFields, type Details, type Purchase } from './purchase.ts';
import { type Placed, purchasesAt, purchasesById } from './purchase-rows.ts';
import { addChange, clearUndone, firstChangeOf, stepsOf, writeNew, writeRevisions } from './revisions.ts';

/** Who changes something, and the message that does it. */
export interface Author {
  readonly accountId: bigint;
  readonly personId: number;
  /** Their first name, for the others who share the account. */
  readonly personName: string;
  /** null, like `messageId`: it was not caused by a message. */
  readonly chatId: number | null;
  readonly messageId: number | null;
  readonly at: Date;
}

/** The message that purchases are made from. */
export interface Source {
  readonly botId: number;
  readonly chatId: number;
  readonly messageId: number;
}

export interface NewPurchase {
  readonly details: Details;
  /** Numbers all purchases ever made from one message, from 0. */
  readonly position: number;
  /** The line of the message, from 1; null: it was not read line by line. */
  readonly line: number | null;
  /**
   * Whether its category was suggested and applied unasked: until the person confirms it, it counts half as an example.
   */
  readonly suggested?: boolean;
}

export interface Revision {
  readonly purchase: Purchase;
  readonly content: Content;
}

/** What a change did. */
export interface Made {
  /** The change's id, for `turnChange`; null: made before changes were kept. */
  readonly changeId: bigint | null;
  /** By position. */
  readonly recorded: readonly Purchase[];
  readonly revised: readonly { readonly before: Purchase; readonly after: Purchase }[];
}

/** Everything that one action of a person changes. */
export interface Plan {
  /** The message that `record` is made from; null: none. */
  readonly source: Source | null;
  /** What to store about the source afterwards; nothing if left out. */
  readonly message?: EntryMessage;
  /** The result of `purchasesAt` for the source; queried if left out. */
  readonly there?: readonly Placed[];
  readonly record: readonly NewPurchase[];
  /** The purchases must have been read, and locked, in this transaction: see `purchasesById`. */
  readonly revise: readonly Revision[];
}

/**
 * Writes one change by a person to the account's purchases, with a revision of each, and clears what that person could
 * redo. Null if nothing would change. Purchases already made from `source` at the same positions are not made again; if
 * all of them exist, they are returned as they stand. Throws if the account does not exist, or if purchases of another
 * account were made from the source.
 */
export async function makeChange(ledger: Ledger, author: Author, plan: Plan): Promise<Made | null> {
  const there =
    plan.source === null || plan.record.length === 0
      ? []
      : (plan.there ?? (await purchasesAt(ledger, plan.source)));
  if (there.some(({ accountId }) => accountId !== author.accountId)) {
    throw new Error('this message made a purchase of another account');
  }
  const taken = new Map(there.map(({ position, purchase }) => [position, purchase]));
  const record = plan.record.filter(({ position }) => !taken.has(position));
  const revise = plan.revise.filter(({ purchase, content }) => changedFields(purchase, content).length > 0);
  if (record.length === 0 && revise.length === 0) {
    const known = plan.record.flatMap(({ position }) => taken.get(position) ?? []);
    if (known.length === 0) return null;
    await keepMessage(ledger, plan);
    return { changeId: await firstChangeOf(ledger, known), recorded: known, revised: [] };
  }
  const kind = revise.length > 0 ? 'correct' : 'record';
  const { changeId, recorded } =
    record.length > 0
      ? await writeNew(ledger, { author, kind, ...plan, purchases: record })
      : { changeId: await beginCorrection(ledger, author), recorded: [] };
  const [revised] = await Promise.all([
    writeRevisions(ledger, author, changeId, revise),
    record.length > 0 ? undefined : keepMessage(ledger, plan),
  ]);
  return { changeId, recorded, revised };
}

async function keepMessage(ledger: Ledger, { source, message }: Plan): Promise<void> {
  if (source !== null && message) await saveEntryMessage(ledger, source, message);
}

async function beginCorrection(ledger: Ledger, author: Author): Promise<bigint> {
  await clearUndone(ledger, author);
  return addChange(ledger, author, { kind: 'correct' });
}

/** The person's change that /undo (`done`) or /redo (`undone`) would turn next; null: there is none. */
export async function nextChange(
  ledger: Ledger,
  { accountId, personId }: Author,
  state: 'done' | 'undone',
): Promise<{ readonly id: bigint; readonly kind: Tables['change']['kind'] } | null> {
  const found = await ledger
    .selectFrom('change')
    .select(['id', 'kind'])
    .where('account_id', '=', accountId)
    .where('person_id', '=', BigInt(personId))
    .where('state', '=', state)
    .orderBy(({ fn }) => fn.coalesce('turned', 'id'), 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

/** This person's latest change in `state` that touched a purchase, imports excluded; null: there is none. */
export async function latestChangeOf(
  ledger: Ledger,
  { accountId, personId }: Author,
  purchaseId: bigint,
  state: 'done' | 'undone',
): Promise<bigint | null> {
  const found = await ledger
    .selectFrom('change')
    .innerJoin('purchase_revision', 'purchase_revision.change_id', 'change.id')
    .select('change.id')
    .where('account_id', '=', accountId)
    .where('change.person_id', '=', BigInt(personId))
    .where('state', '=', state)
    .where('change.kind', '<>', 'import')
    .where('purchase_id', '=', purchaseId)
    .orderBy(({ fn }) => fn.coalesce('turned', 'change.id'), 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}

/**
 * Whether a change of this account is in `state` and nobody has since changed the purchases it touched, except by the
 * undo or redo that brought it into that state. To be asked before a button made for the change acts.
 */
export async function isCurrent(
  ledger: Ledger,
  accountId: bigint,
  changeId: bigint,
  state: 'done' | 'undone',
): Promise<boolean> {
  const { rows } = await sql<{ current: boolean }>`
    select bool_and(latest.change_id = coalesce(change.turned, change.id)) as current
    from change
    join purchase_revision touched on touched.change_id = change.id
    join purchase on purchase.id = touched.purchase_id
    join purchase_revision latest on latest.purchase_id = purchase.id and latest.revision = purchase.revision
    where change.id = ${changeId} and change.account_id = ${accountId} and change.state = ${state}`.execute(
    ledger,
  );
  return rows[0]?.current ?? false;
}

/**
 * Undoes or redoes a change, as a change of its own. Fields that somebody has changed since are left as they are. Null
 * if the change is not the account's or not in the state for it. `key` identifies the update that asks for the next
 * undo or redo: its unique key lets only one change be turned for it, even if another daemon handles the same update.
 */
export async function turnChange(
  ledger: Ledger,
  author: Author,
  changeId: bigint,
  kind: 'undo' | 'redo',
  key?: string,
): Promise<Made | null> {
  const [from, to] = kind === 'undo' ? (['done', 'undone'] as const) : (['undone', 'done'] as const);
  const turned = await ledger
    .updateTable('change')
    .set({ state: to })
    .where('id', '=', changeId)
    .where('account_id', '=', author.accountId)
    .where('state', '=', from)
    .where('kind', '<>', 'category')
    .returning('id')
    .executeTakeFirst();
  if (!turned) return null;
  const turn = await addChange(ledger, author, { kind, of: changeId, ...(key !== undefined && { key }) });
  await ledger.updateTable('change').set({ turned: turn }).where('id', '=', changeId).execute();
  const steps = await stepsOf(ledger, author.accountId, changeId);
  const current = await purchasesById(ledger, author.accountId, [...steps.keys()]);
  const revise = current.flatMap((purchase) => {
    const step = steps.get(purchase.id);
    if (!step) return [];
    const [start, end] = kind === 'undo' ? [step.after, step.before] : [step.before, step.after];
    return [{ purchase, content: carryOver(start, end, purchase, 'changed') }];
  });
  return { changeId, recorded: [], revised: await writeRevisions(ledger, author, turn, revise) };
}

/**
 * Brings a removed purchase back by turning this person's latest change to it: undoes its removal, or redoes its
 * recording. Null if neither would, for example because somebody else removed it.
 */
export async function turnToBringBack(
  ledger: Ledger,
  author: Author,
  purchaseId: bigint,
): Promise<{ readonly made: Made; readonly kind: 'undo' | 'redo' } | null> {
  for (const kind of ['undo', 'redo'] as const) {
    const change = await latestChangeOf(ledger, author, purchaseId, kind === 'undo' ? 'done' : 'undone');
    const step =
      change === null ? undefined : (await stepsOf(ledger, author.accountId, change)).get(purchaseId);
    if (change === null || !step) continue;
    const [from, to] = kind === 'undo' ? [step.after, step.before] : [step.before, step.after];
    const made = from.removed && !to.removed ? await turnChange(ledger, author, change, kind) : null;
    if (made !== null) return { made, kind };
  }
  return null;
}

/** Ids of the purchases that a change of this account touched. */
export async function purchasesOfChange(
  ledger: Ledger,
  accountId: bigint,
  changeId: bigint,
): Promise<readonly bigint[]> {
  const rows = await ledger
    .selectFrom('purchase_revision')
    .innerJoin('change', 'change.id', 'change_id')
    .select('purchase_id')
    .where('change_id', '=', changeId)
    .where('account_id', '=', accountId)
    .execute();
  return rows.map((row) => row.purchase_id);
}
