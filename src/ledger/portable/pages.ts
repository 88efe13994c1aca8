import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';

const pageSize = 1_000;
let cursors = 0;

/** The rows of a query, a page at a time, so that memory holds only one page. To be read to the end. */
export async function* pagesOf<Row>(ledger: Ledger, query: RawBuilder<Row>): AsyncIterable<readonly Row[]> {
  cursors += 1;
  const cursor = sql.id(`pages_${cursors}`);
  await sql`declare ${cursor} no scroll cursor for ${query}`.execute(ledger);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(pageSize)} from ${cursor}`.execute(ledger);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) break;
  }
  await sql`close ${cursor}`.execute(ledger);
}
