import type { Client } from 'pg';

/** What a reply that was waiting when the backup was made is marked with. */
const notSent = 'not sent: it was waiting when the backup was made';

/**
 * Makes what was under way when a backup was made stand still, in a database that has all migrations: replies that
 * were waiting count as failed (`spndr outbox retry` sends them), and dead letters wait to be tried again until
 * somebody asks anew. All else is as it was; the handled marks above all.
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
