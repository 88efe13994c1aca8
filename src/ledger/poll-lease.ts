import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Who wants to poll for which bot, and for how long at a time. `daemon` is a uuid. */
export interface LeaseClaim {
  readonly botId: number;
  readonly daemon: string;
  readonly leaseMs: number;
}

/**
 * Takes or renews the right to poll for a bot; true when `daemon` has it for the next `leaseMs`. A lease that ran
 * out is anybody's, and so is one that ends far in the future (the clock was set back).
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

/** Gives the lease back, so that another daemon need not wait until it runs out. */
export async function releasePollLease(database: Database, claim: LeaseClaim): Promise<void> {
  await sql`delete from poll_lease where bot_id = ${claim.botId} and holder = ${claim.daemon}`.execute(
    database,
  );
}
