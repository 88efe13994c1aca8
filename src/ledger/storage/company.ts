import type { Client } from 'pg';

/**
 * Throws if a daemon or another command is connected to the database of `client`, which must not go on while the tables
 * change under it. `then` says what to do once it is stopped.
 */
export async function refuseCompany(client: Client, then: string): Promise<void> {
  const { rows } = await client.query(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name = 'spndr'`,
  );
  if (rows[0]?.count > 0)
    throw new Error(`spndr is running on this database: stop it (spndr start), then ${then}`);
}
