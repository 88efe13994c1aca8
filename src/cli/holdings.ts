import { countOf } from './count.ts';

/** What people would miss from a database. */
export interface Holdings {
  readonly accounts: number;
  readonly purchases: number;
}

/** Counts what is in the database at `url`; 0 if the tables do not exist. Throws what pg throws. */
export async function countHoldings(url: string): Promise<Holdings> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'spndr',
  });
  await client.connect();
  try {
    return { accounts: await countRows(client, 'account'), purchases: await countRows(client, 'purchase') };
  } finally {
    await client.end();
  }
}

async function countRows(client: import('pg').Client, table: 'account' | 'purchase'): Promise<number> {
  const there = await client.query('select to_regclass($1) is not null as there', [table]);
  if (!there.rows[0].there) return 0;
  const { rows } = await client.query(`select count(*)::float8 as count from ${table}`);
  return rows[0].count;
}

/** In words: "3 accounts and 1,204 purchases". */
export function describeHoldings({ accounts, purchases }: Holdings): string {
  return `${countOf(accounts, 'account')} and ${countOf(purchases, 'purchase')}`;
}
