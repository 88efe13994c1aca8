import type { Client } from 'pg';
import { migrationTable } from '../storage/migrate.ts';
import { quoteName, quoteText } from '../storage/quote.ts';

/** A table of spndr, from the Postgres catalogue. */
export interface Table {
  readonly name: string;
  /** In order, without generated ones. */
  readonly columns: readonly string[];
  /** Unlogged tables lose their rows in a crash, so the rows are not worth backing up. */
  readonly unlogged: boolean;
}

/** The state of an identity or serial column. */
export interface Sequence {
  readonly table: string;
  readonly column: string;
  /** The last number given out, in digits; null: none was. */
  readonly last: string | null;
}

/**
 * The tables that spndr made, by name: those in the schema `public` with the same owner as its migration table. Empty
 * if that does not exist.
 */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query(
    `select relname as name, relpersistence = 'u' as unlogged,
       array(
         select attname::text from pg_attribute
         where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
         order by attnum
       ) as columns
     from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and not relispartition
       and relowner = (select relowner from pg_class where oid = to_regclass($1))
       and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
     order by relname collate "C"`,
    [`public.${migrationTable}`],
  );
  return rows as Table[];
}

/**
 * Everything else in the database, as exclusion patterns for pg_dump: schemas, and tables, views and sequences of
 * `public`. Exclusions, because pg_dump given the wanted tables would leave out the functions that their triggers call.
 */
export async function readOthers(
  client: Client,
  tables: readonly string[],
): Promise<readonly { readonly what: 'schema' | 'table'; readonly name: string }[]> {
  const { rows } = await client.query(
    `select 'schema' as what, quote_ident(nspname) as name from pg_namespace
     where nspname <> 'public' and nspname not like 'pg\\_%' and nspname <> 'information_schema'
     union all
     select 'table', 'public.' || quote_ident(relname) from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relname <> all($1)
       and not exists (
         select from pg_depend join pg_class owner on owner.oid = refobjid
         where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('a', 'i')
           and refclassid = 'pg_class'::regclass and owner.relname = any($1))`,
    [tables],
  );
  return rows;
}

/** The state of the identity and serial columns of these tables. */
export async function readSequences(client: Client, tables: readonly Table[]): Promise<Sequence[]> {
  const { rows } = await client.query(
    `select owner.relname as table, attname as column, pg_sequence_last_value(sequence.oid)::text as last
     from pg_class sequence
     join pg_depend on pg_depend.classid = 'pg_class'::regclass and pg_depend.objid = sequence.oid
       and pg_depend.refclassid = 'pg_class'::regclass and pg_depend.deptype in ('a', 'i')
     join pg_class owner on owner.oid = refobjid
     join pg_attribute on attrelid = refobjid and attnum = refobjsubid
     where sequence.relkind = 'S' and owner.relnamespace = 'public'::regnamespace and owner.relname = any($1)
     order by owner.relname collate "C", attname collate "C"`,
    [tables.map(({ name }) => name)],
  );
  return rows as Sequence[];
}

/**
 * Whether the role of this connection may select from the sequences of spndr's tables, as pg_dump does, and not only
 * see their last numbers.
 */
export async function mayReadSequences(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `select coalesce(bool_and(has_sequence_privilege(oid, 'select')), true) as may from pg_class
     where relkind = 'S' and relnamespace = 'public'::regnamespace
       and relowner = (select relowner from pg_class where oid = to_regclass($1))`,
    [`public.${migrationTable}`],
  );
  return rows[0]?.may;
}

/** SQL that removes what prevents loading tables in any order (foreign keys, triggers), and SQL that restores it. */
export async function readObstacles(client: Client): Promise<{ down: string[]; up: string[] }> {
  const { rows } = await client.query(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as down,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as up
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
     union all
     select distinct format('alter table %s disable trigger user', tgrelid::regclass),
       format('alter table %s enable trigger user', tgrelid::regclass)
     from pg_trigger join pg_class on pg_class.oid = tgrelid
     where not tgisinternal and relnamespace = 'public'::regnamespace`,
  );
  return { down: rows.map(({ down }) => down), up: rows.map(({ up }) => up) };
}

/**
 * A query for the totals of each account in each of these tables: the number of rows and, for each amount column with a
 * currency column, the sum by currency. All columns are text: table, account, amount (the column summed), currency,
 * rows, sum.
 */
export function accountSums(tables: readonly Table[]): string {
  const parts = tables.flatMap(({ name, columns }) => {
    const account = columns.includes('account_id') ? 'account_id' : name === 'account' ? 'id' : null;
    if (account === null || !columns.includes(account)) return [];
    const sums = columns
      .filter((column) => column.endsWith('amount'))
      .map((amount) => ({ amount, currency: amount.replace(/amount$/, 'currency') }))
      .filter(({ currency }) => columns.includes(currency));
    const of = `from public.${quoteName(name)}`;
    const head = `select ${quoteText(name)} as "table", ${account}::text as account`;
    return [
      `${head}, '' as amount, '' as currency, count(*)::text as rows, '' as sum ${of} group by ${account}`,
      ...sums.map(({ amount, currency }) => {
        const [of1, of2] = [quoteName(amount), quoteName(currency)];
        return `${head}, ${quoteText(amount)}, coalesce(${of2}::text, ''), count(*)::text, coalesce(sum(${of1})::text, '') ${of} group by ${account}, ${of2}`;
      }),
    ];
  });
  const nothing = `select '' as "table", '' as account, '' as amount, '' as currency, '' as rows, '' as sum where false`;
  return [nothing, ...parts].join('\nunion all ');
}
