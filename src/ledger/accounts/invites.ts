import { sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';
import { digestOf, newCode } from './codes.ts';
import type { PersonKey } from './links.ts';

/** Makes a code with which `uses` people can sign up until `expiresAt`, and deletes used-up and expired ones. */
export async function makeInvite(
  ledger: Ledger,
  { uses, expiresAt, now }: { readonly uses: number; readonly expiresAt: Date; readonly now: Date },
): Promise<string> {
  const code = newCode();
  await sql`delete from invite where expires_at <= ${now} or uses_left = 0`.execute(ledger);
  await sql`
    insert into invite (digest, uses_left, expires_at)
    values (${await digestOf(code)}, ${uses}, ${expiresAt})`.execute(ledger);
  return code;
}

/**
 * Allows a person to sign up by an invite code; somebody already allowed does not use it up. False: it is unknown,
 * expired or used up.
 */
export async function takeInvite(
  ledger: Ledger,
  { botId, personId }: PersonKey,
  code: string,
  now: Date,
): Promise<boolean> {
  const good = sql`digest = ${await digestOf(code)} and expires_at > ${now}`;
  const { rows } = await sql`
    with used as (
      update invite set uses_left = uses_left - 1
      where ${good} and uses_left > 0
        and not exists (select from invited_person where bot_id = ${botId} and person_id = ${personId})
      returning digest
    ), added as (
      insert into invited_person (bot_id, person_id) select ${botId}::bigint, ${personId}::bigint from used
    )
    select from invite where ${good} and (
      exists (select from used)
      or exists (select from invited_person where bot_id = ${botId} and person_id = ${personId}))`.execute(
    ledger,
  );
  return rows.length > 0;
}

/** Whether a person gave an invite code and has not signed up since. */
export async function isInvited(ledger: Ledger, { botId, personId }: PersonKey): Promise<boolean> {
  const { rows } = await sql`
    select from invited_person where bot_id = ${botId} and person_id = ${personId}`.execute(ledger);
  return rows.length > 0;
}

/** To be called when a person has signed up: for another account they need another code. */
export async function forgetInvited(ledger: Ledger, { botId, personId }: PersonKey): Promise<void> {
  await sql`delete from invited_person where bot_id = ${botId} and person_id = ${personId}`.execute(ledger);
}
