import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';

/** A daemon (a uuid) that wants to poll for a bot, for `leaseMs` at a time. */
export interface LeaseClaim {
  readonly botId: number;
  readonly daemon: string;
  readonly leaseMs: number;
}

/**
 * Takes or renews the lease on polling for a bot; true: `daemon` holds it for the next `leaseMs`. A lease that ran out
 * can be taken by anybody, and so can one that ends far in the future (the clock was set back).
 */
export async function takePollLease(database: Database, claim: LeaseClaim): Promise<boolean> {
  const { botId, daemon, leaseMs } = claim;
  const { rows } = await sql`
    insert into poll_lease (bot_id, holder, held_until)
    values (${botId}, ${daemon}, now() + ${leaseMs} * interval '1 ms')
    on conflict (bot_id) do update set holder = excluded.holder, held_until = excluded.held_until
    where poll_lease.holder = excluded.holder or poll_lease.held_until < now()
      or poll_lease.held_until > now() + ${10 * leaseMs} * interval '1 ms'
    returning bot_id`.execute(database);
  return rows.length > 0;
}

/** Gives the lease back, so that another daemon need not wait for it to run out. */
export async function releasePollLease(database: Database, claim: LeaseClaim): Promise<void> {
  await sql`delete from poll_lease where bot_id = ${claim.botId} and holder = ${claim.daemon}`.execute(
    database,
  );
}
