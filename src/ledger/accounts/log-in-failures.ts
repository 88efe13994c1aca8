import { sql } from 'kysely';
import type { Database, Ledger } from '../storage/database.ts';

/** Who tries to log in, and with which e-mail address; null: with something else, such as a code. */
export interface LogInAttempt {
  readonly botId: number;
  readonly personId: number;
  readonly email: string | null;
}

const freeTries = 5;
const longestWaitMs = 15 * 60_000;

/**
 * How many milliseconds this person, or anybody with this address, must wait before the next password is checked: 0 up
 * to the fifth wrong one, then one second, doubling with each up to 15 minutes.
 */
export async function logInWaitMs(ledger: Ledger, attempt: LogInAttempt, now: Date): Promise<number> {
  const { rows } = await sql<{ failures: number; failed_at: Date }>`
    select failures, failed_at from log_in_failure where subject in (${personOf(attempt)}, ${addressOf(attempt)})`.execute(
    ledger,
  );
  const waits = rows.map(({ failures, failed_at }) => {
    if (failures < freeTries) return 0;
    const waitMs = Math.min(1_000 * 2 ** (failures - freeTries), longestWaitMs);
    return Math.min(waitMs, failed_at.getTime() + waitMs - now.getTime());
  });
  return Math.max(0, ...waits);
}

/** Counts one more wrong password or code. */
export async function countLogInFailure(ledger: Ledger, attempt: LogInAttempt, now: Date): Promise<void> {
  await sql`
    insert into log_in_failure (subject, failures, failed_at)
    select subject, 1, ${now} from (values (${personOf(attempt)}), (${addressOf(attempt)})) tried (subject)
    where subject is not null
    on conflict (subject) do update
    set failures = log_in_failure.failures + 1, failed_at = excluded.failed_at`.execute(ledger);
}

/** Resets the count after a successful log-in. */
export async function forgetLogInFailures(ledger: Ledger, attempt: LogInAttempt): Promise<void> {
  await sql`
    delete from log_in_failure where subject in (${personOf(attempt)}, ${addressOf(attempt)})`.execute(
    ledger,
  );
}

/** Deletes counts that have not changed for 30 days. */
export async function forgetOldFailures(database: Database): Promise<void> {
  await sql`delete from log_in_failure where failed_at < now() - interval '30 days'`.execute(database);
}

/** Deletes the counts for people linked to an account, and for its address. */
export async function forgetFailuresOf(ledger: Ledger, accountId: bigint, email: string): Promise<void> {
  await sql`
    delete from log_in_failure where subject = ${addressOf({ email })}
      or subject in (select 'person ' || bot_id || ' ' || person_id from link where account_id = ${accountId})`.execute(
    ledger,
  );
}

const personOf = ({ botId, personId }: LogInAttempt) => sql`${`person ${botId} ${personId}`}::text`;
const addressOf = ({ email }: Pick<LogInAttempt, 'email'>) => sql`'address ' || md5(lower(${email}::text))`;
