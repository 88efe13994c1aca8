import type { Client } from 'pg';

/** The error of a reply that was pending when the backup was made. */
const notSent = 'not sent: it was waiting when the backup was made';

/**
 * Stops what was under way when a backup was made, in a database with all migrations: pending replies become failed
 * (`spndr outbox retry` sends them), and dead letters are not retried until somebody asks again. All else stays, above
 * all the handled marks. Fulfils with the number of such replies.
 */
export async function settle(client: Client): Promise<{ replies: number }> {
  const { rowCount } = await client.query(
    `update outbox set state = 'failed', claimed_by = null, claimed_until = null, error = $1
     where state in ('pending', 'sending')`,
    [notSent],
  );
  await client.query('update dead_letter set retry_at = null where retry_at is not null');
  return { replies: rowCount ?? 0 };
}
