import type { Client } from 'pg';
import { accountSums, type Table } from './catalogue.ts';
import { DamagedBackup } from './damaged.ts';

const expected = 'public.spndr_restore_check';

/**
 * Compares the totals of each account in these tables with those in the backup. `fill` runs the given `copy ... from
 * stdin` with the backup's totals and fulfils with their number; totals of other tables are ignored. Throws
 * `DamagedBackup` naming the first difference.
 */
export async function checkSums(
  client: Client,
  tables: readonly Table[],
  fill: (sql: string) => Promise<number>,
): Promise<void> {
  // not a temporary table: a role with minimal rights may not create any
  await client.query(
    `create table ${expected} ("table" text, account text, amount text, currency text, rows text, sum text)`,
  );
  await fill(`copy ${expected} from stdin`);
  await client.query(`delete from ${expected} where "table" <> all ($1)`, [tables.map(({ name }) => name)]);
  const found = accountSums(tables.filter(({ unlogged }) => !unlogged));
  const { rows } = await client.query(
    `select "table", account from (
       (select * from ${expected} except all (${found})) union all ((${found}) except all select * from ${expected})
     ) different order by 1, 2 limit 1`,
  );
  if (rows.length > 0)
    throw new DamagedBackup(
      `says something other than what it holds about account ${rows[0].account} (${rows[0].table})`,
    );
  await client.query(`drop table ${expected}`);
}
