import type { Client } from 'pg';
import { accountSums, type Table } from './catalogue.ts';
import { DamagedBackup } from './damaged.ts';

const expected = 'public.spndr_restore_check';

/**
 * Compares what each account has in these tables with what the backup says it had. `fill` runs a `copy ... from stdin`
 * with that; what it says of other tables does not count. Throws `DamagedBackup`, naming where the first difference is.
 */
export async function checkSums(
  client: Client,
  tables: readonly Table[],
  fill: (sql: string) => Promise<number>,
): Promise<void> {
  // not a temporary one: the role of an operator who gives few rights may make none
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
      `says something else than it holds of account ${rows[0].account} (${rows[0].table})`,
    );
  await client.query(`drop table ${expected}`);
}
