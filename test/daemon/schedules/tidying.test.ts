import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/daemon/clock.ts';
import { startTidying } from '../../../src/daemon/schedules/tidying.ts';
import { createAccount, linkPerson } from '../../../src/ledger/accounts/accounts.ts';
import { openDatabase } from '../../../src/ledger/storage/database.ts';
import { freshDatabase } from '../../helpers/postgres.ts';

const [stranger, member, botId] = [5, 6, 99];

test('nothing stays of who tried to get in long ago; who has an account is let alone, and what is recent', async () => {
  const fresh = await freshDatabase();
  const { database } = openDatabase(fresh.url, { connections: 2, onIdleError: () => undefined });
  onTestFinished(async () => {
    await database.destroy();
    await fresh.drop();
  });
  await database.transaction().execute(async (ledger) => {
    const settings = { locale: 'en', currency: 'EUR', timeZone: 'UTC', passwordHash: '-' };
    const account = await createAccount(ledger, { email: 'ann@example.com', ...settings });
    const how = { name: 'Ann', how: 'sign-up', at: new Date() } as const;
    await linkPerson(ledger, { botId, personId: member }, account!.id, how);
    // of another bot nobody knows them
    await sql`
      insert into conversation (bot_id, chat_id, person_id, state, step, changed_at)
      select bot, chat, person, '{}', 1, now() - days * interval '1 day'
      from (values (99, 1, 5, 31), (99, 2, 5, 29), (99, 3, 6, 31), (98, 4, 6, 31)) talk (bot, chat, person, days)`.execute(
      ledger,
    );
    for (const [person, minutes] of [
      [stranger, -1],
      [stranger + 10, 1],
    ]) {
      const end = sql`now() + ${minutes} * interval '1 minute'`;
      await sql`
        insert into link_request (account_id, bot_id, person_id, person_name, expires_at)
        values (${account!.id}, ${botId}, ${person}, 'Eve', ${end})`.execute(ledger);
      await sql`
        insert into link_code (digest, account_id, bot_id, person_id, expires_at)
        values (encode(sha256(${String(person)}::text::bytea), 'hex'), ${account!.id}, ${botId}, ${person}, ${end})`.execute(
        ledger,
      );
    }
  });
  const tidying = startTidying({ database, clock: systemClock, log: pino({ level: 'silent' }) });
  onTestFinished(() => tidying.stop());
  const left = async () => {
    const { rows } = await sql<{ what: string }>`
      select 'talk ' || chat_id as what from conversation
      union all select 'waits ' || person_id from link_request
      union all select 'code ' || person_id from link_code order by 1`.execute(database);
    return rows.map(({ what }) => what);
  };
  await expect.poll(left, { timeout: 10_000 }).toEqual(['code 15', 'talk 2', 'talk 3', 'waits 15']);
});
