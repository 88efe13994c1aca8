import type { Client } from 'pg';
import { migrationTable } from '../migrate.ts';

/** A table of spndr as the catalogue of Postgres has it. */
export interface Table {
  readonly name: string;
  /** In their order, without those that Postgres computes. */
  readonly columns: readonly string[];
  /** What it holds means nothing after a crash, by its definition; so it means nothing in a backup. */
  readonly unlogged: boolean;
}

/** Where the numbers that a column hands out have got to. */
export interface Sequence {
  readonly table: string;
  readonly column: string;
  /** Digits; null: none was handed out. */
  readonly last: string | null;
}

/**
 * The tables that spndr made, by name: those of the schema `public` that belong to the owner of its table of
 * migrations. None where there is no such table.
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
 * What else is in the database: schemas, and tables and the like of `public`, as patterns of pg_dump. There is no naming
 * what is wanted: that would leave out the functions which the triggers of these tables call.
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

/** Where the identity and serial columns of these tables have got to. */
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

/** Whether the role of this connection may read the sequences of spndr's tables themselves, not only their last numbers. */
export async function mayReadSequences(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `select coalesce(bool_and(has_sequence_privilege(oid, 'select')), true) as may from pg_class
     where relkind = 'S' and relnamespace = 'public'::regnamespace
       and relowner = (select relowner from pg_class where oid = to_regclass($1))`,
    [`public.${migrationTable}`],
  );
  return rows[0]?.may;
}

/** SQL that takes down what would stand in the way of loading tables in any order, and SQL that puts it up again. */
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
 * A query for what each account has in each table of these: how many rows and, where an amount stands beside a
 * currency, the sum by currency. Its columns are text: table, account, what is summed, currency, rows, sum.
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

/** An identifier for SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
