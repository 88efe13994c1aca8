import { sql } from 'kysely';
import type { Account } from '../accounts/accounts.ts';
import type { Database } from '../storage/database.ts';
import { writeDocument } from './document.ts';
import { formatNamed } from './formats.ts';
import { purchasesOf, type Span } from './source.ts';

/**
 * Writes an account's purchases in a span in a format, all as of one moment, however long it takes; `json` always
 * contains everything. `write` gets the text in pieces, in order, and is awaited. Throws for an unknown format.
 */
export async function exportAccount(
  database: Database,
  account: Pick<Account, 'id' | 'currency'>,
  what: Span & { readonly format: string },
  write: (text: string) => Promise<void>,
): Promise<void> {
  const format = what.format === 'json' ? null : await formatNamed(what.format);
  if (format === null && what.format !== 'json') throw new Error(`there is no format ${what.format}`);
  await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (ledger) => {
      const pieces =
        format === null
          ? writeDocument(ledger, account.id)
          : format.write(purchasesOf(ledger, account.id, what), { currency: account.currency });
      for await (const piece of pieces) await write(piece);
    });
}

/** The number of purchases in a span, to show the progress of an export. */
export async function countPurchases(
  database: Database,
  accountId: bigint,
  { from, to }: Span,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::float8 as count from purchase
    where account_id = ${accountId} and not removed
      and day >= coalesce(${from}::date, '-infinity') and day <= coalesce(${to}::date, 'infinity')`.execute(
    database,
  );
  return rows[0]?.count ?? 0;
}
