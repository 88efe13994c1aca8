import { sql } from 'kysely';
import type { Database, Ledger } from '../storage/database.ts';
import { digestOf, newCode } from './codes.ts';

/** A person linked to an account. */
export interface Link {
  /** A new one each time somebody is linked. */
  readonly id: bigint;
  readonly personId: number;
  /** Their first name when they were linked; null: unknown. */
  readonly name: string | null;
  readonly since: Date;
  /** null: unknown. */
  readonly how: Proof | null;
}

/** How a person proved that they may act for an account. */
export type Proof = 'password' | 'code' | 'sign-up' | 'import';

/** A person who talks to a bot. */
export interface PersonKey {
  readonly botId: number;
  readonly personId: number;
}

const columns = ['id', 'person_id', 'person_name', 'created_at', 'how'] as const;

/** The people linked to an account through this bot, earliest link first. */
export async function linksOf(ledger: Ledger, botId: number, accountId: bigint): Promise<readonly Link[]> {
  const rows = await ledger
    .selectFrom('link')
    .select(columns)
    .where('bot_id', '=', BigInt(botId))
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
  return rows.map(toLink);
}

/** Everybody linked to an account, through any bot, whose private chat (it has their id) can be reached. */
export async function everybodyReachable(ledger: Ledger, accountId: bigint): Promise<readonly PersonKey[]> {
  const { rows } = await sql<{ bot_id: bigint; person_id: bigint }>`
    select bot_id, person_id from link where account_id = ${accountId} and not exists (
      select from unreachable_chat chat where chat.bot_id = link.bot_id and chat.chat_id = link.person_id)
    order by id`.execute(ledger);
  return rows.map(({ bot_id, person_id }) => ({ botId: Number(bot_id), personId: Number(person_id) }));
}

/**
 * Ends the link with this id and fulfils with it; null: it is that of the person `except`, not this account's, or
 * already ended. Nothing of the account may reach the person any more: their undelivered replies are dropped, requested
 * files included.
 */
export async function endLink(
  ledger: Ledger,
  botId: number,
  { id, accountId, except }: { readonly id: bigint; readonly accountId: bigint; readonly except: number },
): Promise<Link | null> {
  const ended = await ledger
    .deleteFrom('link')
    .where('bot_id', '=', BigInt(botId))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('person_id', '<>', BigInt(except))
    .returning(columns)
    .executeTakeFirst();
  if (!ended) return null;
  const link = toLink(ended);
  await sql`delete from outbox where bot_id = ${botId} and person_id = ${link.personId}`.execute(ledger);
  await forgetTalk(ledger, { botId, personId: link.personId });
  return link;
}

/**
 * Ends a person's link at their own wish, if there is one. The account stays, and replies they asked for still come.
 */
export async function unlinkPerson(ledger: Ledger, person: PersonKey): Promise<void> {
  const { botId, personId } = person;
  await sql`delete from link where bot_id = ${botId} and person_id = ${personId}`.execute(ledger);
  await sql`
    delete from outbox where bot_id = ${botId} and person_id = ${personId} and state = 'failed'`.execute(
    ledger,
  );
  await forgetTalk(ledger, person);
}

/** A conversation may hold data of the account. */
async function forgetTalk(ledger: Ledger, { botId, personId }: PersonKey): Promise<void> {
  await sql`delete from conversation where bot_id = ${botId} and person_id = ${personId}`.execute(ledger);
}

function toLink(row: {
  id: bigint;
  person_id: bigint;
  person_name: string | null;
  created_at: Date;
  how: Proof | null;
}): Link {
  return {
    id: row.id,
    personId: Number(row.person_id),
    name: row.person_name,
    since: row.created_at,
    how: row.how,
  };
}

/** How long a code made by /link, and a request to be linked, is valid. */
export const linkMinutes = 10;

const endOf = (now: Date) => new Date(now.getTime() + linkMinutes * 60_000);

/** Makes a code that links one person to the account; this person's previous code becomes invalid. */
export async function makeLinkCode(
  ledger: Ledger,
  { botId, personId }: PersonKey,
  accountId: bigint,
  now: Date,
): Promise<string> {
  const code = newCode();
  await sql`delete from link_code where expires_at <= ${now}`.execute(ledger);
  await sql`
    insert into link_code (digest, account_id, bot_id, person_id, expires_at)
    values (${await digestOf(code)}, ${accountId}, ${botId}, ${personId}, ${endOf(now)})
    on conflict (bot_id, person_id) do update
    set digest = excluded.digest, account_id = excluded.account_id, expires_at = excluded.expires_at`.execute(
    ledger,
  );
  return code;
}

/** Uses a code up; fulfils with the id of its account. Null: this bot has no such code, or it is no longer valid. */
export async function takeLinkCode(
  ledger: Ledger,
  botId: number,
  code: string,
  now: Date,
): Promise<bigint | null> {
  const { rows } = await sql<{ account_id: bigint }>`
    delete from link_code code where digest = ${await digestOf(code)} and bot_id = ${botId} and expires_at > ${now}
      and exists (select from link where link.bot_id = code.bot_id and link.person_id = code.person_id
        and link.account_id = code.account_id)
    returning account_id`.execute(ledger);
  return rows[0]?.account_id ?? null;
}

/** Somebody who waits for approval to be linked. */
export interface LinkRequest {
  readonly personId: number;
  readonly name: string;
}

/** Adds a person's request to be linked, replacing their earlier one. Fulfils with the request's id. */
export async function requestLink(
  ledger: Ledger,
  { botId, personId }: PersonKey,
  { accountId, name, now }: { readonly accountId: bigint; readonly name: string; readonly now: Date },
): Promise<bigint> {
  await sql`
    delete from link_request
    where expires_at <= ${now} or (bot_id = ${botId} and person_id = ${personId})`.execute(ledger);
  const { rows } = await sql<{ id: bigint }>`
    insert into link_request (account_id, bot_id, person_id, person_name, expires_at)
    values (${accountId}, ${botId}, ${personId}, ${name}, ${endOf(now)}) returning id`.execute(ledger);
  const [made] = rows;
  if (!made) throw new Error('an insert gave no id');
  return made.id;
}

/** Removes the request with this id and fulfils with it; null: it is about another account, gone or expired. */
export async function takeLinkRequest(
  ledger: Ledger,
  botId: number,
  { id, accountId, now }: { readonly id: bigint; readonly accountId: bigint; readonly now: Date },
): Promise<LinkRequest | null> {
  const { rows } = await sql<{ person_id: bigint; person_name: string }>`
    delete from link_request
    where id = ${id} and bot_id = ${botId} and account_id = ${accountId} and expires_at > ${now}
    returning person_id, person_name`.execute(ledger);
  const [taken] = rows;
  return taken ? { personId: Number(taken.person_id), name: taken.person_name } : null;
}

/**
 * Removes all requests to be linked to an account. Fulfils with the people, of any bot, who were still waiting: their
 * request had not expired, and they have not been linked, to whatever account, in another way since.
 */
export async function dropLinkRequests(
  ledger: Ledger,
  accountId: bigint,
  now: Date,
): Promise<readonly PersonKey[]> {
  const { rows } = await sql<{ bot_id: bigint; person_id: bigint }>`
    with dropped as (delete from link_request where account_id = ${accountId} returning *)
    select bot_id, person_id from dropped
    where expires_at > ${now} and not exists (
      select from link where link.bot_id = dropped.bot_id and link.person_id = dropped.person_id)
    order by id`.execute(ledger);
  return rows.map(({ bot_id, person_id }) => ({ botId: Number(bot_id), personId: Number(person_id) }));
}

/** Deletes expired link codes and requests. */
export async function forgetOldRequests(database: Database): Promise<void> {
  await sql`delete from link_code where expires_at <= now()`.execute(database);
  await sql`delete from link_request where expires_at <= now()`.execute(database);
}
