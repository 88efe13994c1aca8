import pg from 'pg';

/** Ids of the first `count` people. */
export const peopleOf = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => firstId + index);

const firstId = 5_100_000_001;

/**
 * Gives each person an account, as if they had signed up (password hashing is measured separately), with so many
 * purchases within the last year, or the year that ended `daysAgo` days ago.
 */
export async function seedAccounts(
  url: string,
  botId: number,
  people: readonly number[],
  purchases = 300,
  { daysAgo = 0 } = {},
): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(
      `with made as (
         insert into account (email, password_hash, locale, currency, time_zone)
         select id || '@example.net', '', 'en', 'EUR', 'Europe/Berlin' from unnest($1::bigint[]) id
         returning id, split_part(email, '@', 1)::bigint as person_id
       )
       insert into link (bot_id, person_id, account_id, person_name, how)
       select $2, person_id, id, 'Ann', 'sign-up' from made`,
      [people, botId],
    );
    if (purchases > 0) await addPurchases(client, botId, people, purchases, daysAgo);
    await client.query(`vacuum analyze ${filled}`);
  });
}

/** Adds so many purchases within the last year to the account of each of these people. */
export async function seedPurchases(
  url: string,
  botId: number,
  people: readonly number[],
  purchases: number,
): Promise<void> {
  await withClient(url, async (client) => {
    await addPurchases(client, botId, people, purchases, 0);
    await client.query(`vacuum analyze ${filled}`);
  });
}

/**
 * The tables filled here, to be analyzed. Others are left alone: analyzed while empty, they would be planned for as if
 * they stayed so.
 */
const filled = 'account, link, purchase, purchase_cue, day_total';

/** Rows per statement. */
const rowsAtOnce = 100_000;

async function addPurchases(
  client: pg.Client,
  botId: number,
  people: readonly number[],
  purchases: number,
  daysAgo: number,
): Promise<void> {
  const peopleAtOnce = Math.max(1, Math.floor(rowsAtOnce / purchases));
  for (let from = 0; from < people.length; from += peopleAtOnce)
    await client.query(
      `with owner as (
         select account_id as id, purchases_recorded as before
         from link join account on account.id = link.account_id
         where link.bot_id = $2 and link.person_id = any($3::bigint[])
       ), made as (
         insert into purchase (account_id, number, item, amount, currency, vendor, category, day, bot_id, chat_id,
           message_id)
         select owner.id, before + n, 'Item ' || n % 40, 100 + n % 900, 'EUR',
           case when n % 3 > 0 then 'Vendor ' || n % 30 end, 'category ' || n % 8,
           current_date - $4::integer - (365 * ($1::bigint - n) / $1::bigint)::integer, $2, 0, owner.id * 10000000 + before + n
         from generate_series(1, $1::integer) n, owner
         returning id, account_id, item, vendor
       ), counted as (
         update account set purchases_recorded = purchases_recorded + $1 from owner where account.id = owner.id
       )
       insert into purchase_cue (account_id, cue, purchase_id)
       select account_id, '=' || lower(item), id from made
       union all
       select account_id, '@' || lower(vendor), id from made where vendor is not null`,
      [purchases, botId, people.slice(from, from + peopleAtOnce), daysAgo],
    );
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The bytes that a purchase takes on disk, with its history, cues, totals and all indexes. */
export async function bytesPerPurchase(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ bytes: number }>(
      `select (pg_total_relation_size('purchase') + pg_total_relation_size('purchase_cue')
         + pg_total_relation_size('purchase_revision') + pg_total_relation_size('change')
         + pg_total_relation_size('day_total') + pg_total_relation_size('entry_message'))::float8
         / (select count(*) from purchase) as bytes`,
    );
    return rows[0]?.bytes ?? Number.NaN;
  });
}
