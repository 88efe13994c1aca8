import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createSchedules } from '../../src/daemon/schedules/schedules.ts';
import { createSeal } from '../../src/daemon/secrets/seal.ts';
import { accountOf } from '../../src/ledger/accounts/accounts.ts';
import { makeInvite, takeInvite } from '../../src/ledger/accounts/invites.ts';
import { requestLink } from '../../src/ledger/accounts/links.ts';
import { countLogInFailure } from '../../src/ledger/accounts/log-in-failures.ts';
import type { Ledger } from '../../src/ledger/storage/database.ts';
import { keepDeadLetter } from '../../src/ledger/updates/dead-letters.ts';
import { appendReplies, failChat } from '../../src/ledger/updates/outbox.ts';
import { botId, signUp, type TestPerson, textOf, writtenAt } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

const inLedger = <Result>(body: (ledger: Ledger) => Promise<Result>) =>
  world.database.transaction().execute(body);

/** Tables that hold nothing of anybody, and what is in them. A new table belongs here, or into `live`. */
const impersonal: Record<string, string> = {
  handled_update: 'numbers of updates',
  update_attempt: 'numbers of updates',
  buffered_update: 'sealed; gone as soon as it is handled: see test/daemon/erase.test.ts',
  invite: 'digests of codes that the operator made',
  rate: 'exchange rates',
  daemon: 'the daemons that run',
  poll_lease: 'which daemon polls',
  backup_run: 'the backups that were made',
  spndr_migration: 'the tables that there are',
};

/** Every row of every table but those, as text. */
async function personalRows(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(world.database);
  const all = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    if (name in impersonal) continue;
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(name)} t order by 1`.execute(world.database);
    all.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return all;
}

/** Who has an account and left something in every table that can hold something of a person. */
async function live(name: string): Promise<{ readonly owner: TestPerson; readonly partner: TestPerson }> {
  const owner = world.person(name);
  const partner = world.person(`${name}-partner`);
  const email = `${name}@example.com`;
  await signUp(owner, email);
  const code = /start=([\w-]{22})/.exec(textOf(await owner.say('/link')))?.[1];
  await partner.say(`/start ${code}`);
  const club = partner.inGroup(`at-${name[0]}`);
  for (const words of ['2.50 bread @Lidl #food', '1 milk @Lidl #food', '8 candles @Lidl #home']) {
    await club.say(words);
  }
  await owner.say('3 eggs @Lidl #food');
  await owner.say('4 rice @Lidl');
  await owner.tap('Always at Lidl');
  await owner.say('5 hammer @Lidl');
  await owner.say('/budget food 5 monthly');
  await owner.say('6 cheese @Lidl #food');
  await owner.edit('6.50 cheese @Lidl #food');
  await owner.say('/undo');
  await owner.say('/search bread');
  await owner.say('/recurring rent 900 monthly on the 1st');
  await owner.tapData(`digest:${owner.id}:on:daily`);
  await owner.say('/categories');
  await owner.tap('home');
  await owner.tap('Rename');
  await owner.say('household');
  await owner.say('/categories');
  await owner.tap('household');
  await owner.tap('Hide');
  await owner.send('file spndr.csv');
  await owner.tap('Import');
  await owner.say('/link');
  await club.say('/new');
  await club.say('half a secret');
  const keys = [owner, partner].map(({ id }) => ({ botId, personId: id }));
  const account = await inLedger((ledger) => accountOf(ledger, botId, owner.id));
  const accountId = account!.id;
  await createSchedules({
    database: world.database,
    newTrace: () => 'trace',
    botId,
    seal: createSeal('a secret'),
  }).run(accountId, new Date('2025-04-02T12:00:00Z'));
  await inLedger(async (ledger) => {
    for (const chatId of [partner.id, club.chatId]) {
      await appendReplies(ledger, botId, [{ ...common, chatId, personId: partner.id }]);
    }
    const letter = { botId, payload: 'sealed', attempts: 5, error: 'error', updateId: owner.id };
    await keepDeadLetter(ledger, { ...letter, personId: partner.id });
    for (const key of keys) await countLogInFailure(ledger, { ...key, email }, writtenAt);
    await failChat(ledger, botId, partner.id, 'blocked');
    const waiting = { botId, personId: owner.id + 50 };
    await requestLink(ledger, waiting, { accountId, name: 'Eve', now: writtenAt });
    const invited = { botId, personId: owner.id };
    const invite = await makeInvite(ledger, { uses: 2, expiresAt: new Date(2 ** 42), now: writtenAt });
    await takeInvite(ledger, invited, invite, writtenAt);
  });
  return { owner, partner };
}

const common = { reply: { do: 'say', text: [] }, locale: 'en', trace: 'trace', receivedAt: writtenAt };

async function withAccount(name: string): Promise<TestPerson> {
  const person = world.person(name);
  await signUp(person, `${name}@example.com`);
  return person;
}

const accountFor = ({ id }: TestPerson) => inLedger((ledger) => accountOf(ledger, botId, id));

const appendTo = ({ id }: TestPerson, reply: unknown) =>
  inLedger((ledger) => appendReplies(ledger, botId, [{ ...common, reply, chatId: id, personId: id }]));

describe('/erase', () => {
  it('leaves nothing of the account and of its people in any table, and everything of others', async () => {
    await live('neighbour');
    const before = await personalRows();
    const { owner } = await live('owner');
    const between = await personalRows();
    const unused = [...between].filter(([name, rows]) => rows.length <= before.get(name)!.length);
    expect(unused.map(([name]) => name)).toEqual([]);
    await owner.say('/erase');
    expect(textOf(await owner.say('Owner@Example.com '))).toMatch(/^Done: the account and everything in it/);
    const after = await personalRows();
    for (const [name, rows] of before) expect(after.get(name), name).toEqual(rows);
    expect(after).toEqual(before);
  });

  it('waits for the file that was asked for, which could not be made any more', async () => {
    const ann = await withAccount('ann');
    await ann.say('/export json');
    await ann.say('/erase');
    const file = { do: 'say', text: [], file: { accountId: String((await accountFor(ann))!.id) } };
    await appendTo(ann, file);
    expect(textOf(await ann.say('ann@example.com'))).toMatch(
      /^The file that you asked for is still on its way/,
    );
    expect(await accountFor(ann)).not.toBeNull();
    await world.database.updateTable('outbox').set({ state: 'failed' }).execute();
    expect(textOf(await ann.say('ann@example.com'))).toMatch(/^Done/);
    expect(await accountFor(ann)).toBeNull();
  });

  it('is told to those who used it by way of another bot, too', async () => {
    const ann = await withAccount('amy');
    const elsewhere = { bot_id: BigInt(botId + 1), person_id: 77n };
    const account = (await accountFor(ann))!;
    await world.database
      .insertInto('link')
      .values({ ...elsewhere, account_id: account.id })
      .execute();
    await ann.say('/erase');
    await ann.say('amy@example.com');
    const told = world.database.selectFrom('outbox').where('bot_id', '=', elsewhere.bot_id);
    expect(await told.select(['chat_id', 'person_id', 'reply']).execute()).toMatchObject([
      { chat_id: 77n, person_id: 77n, reply: { do: 'say', text: [{ key: 'erased-by' }] } },
    ]);
  });

  it('waits for who works on the account at this moment, and takes what they said along', async () => {
    const ann = await withAccount('bea');
    await ann.say('/erase');
    let erased: Promise<unknown> = Promise.resolve();
    await inLedger(async (ledger) => {
      expect(await accountOf(ledger, botId, ann.id)).not.toBeNull();
      erased = ann.say('bea@example.com');
      const waiting = () => sql`select from pg_locks where not granted`.execute(world.database);
      await expect.poll(async () => (await waiting()).rows.length, { timeout: 10_000 }).toBe(1);
      await appendReplies(ledger, botId, [{ ...common, chatId: -5, personId: ann.id }]);
    });
    await erased;
    const left = world.database.selectFrom('outbox').where('person_id', '=', BigInt(ann.id));
    expect(await left.select('id').execute()).toEqual([]);
  });

  it('leaves to those who use another account now what they have from there', async () => {
    const cat = await withAccount('cat');
    const dan = world.person('dan');
    const codeOf = async (person: TestPerson) =>
      /start=([\w-]{22})/.exec(textOf(await person.say('/link')))?.[1];
    await dan.say(`/start ${await codeOf(cat)}`);
    await dan.say('4 rice');
    await sql`
      insert into dead_letter (bot_id, update_id, payload, attempts, error, died_at, person_id)
      values (${botId}, 1, 'of cat', 5, 'e', '2025-01-01', ${dan.id}), (${botId}, 2, 'of eve', 5, 'e', now(), ${dan.id})`.execute(
      world.database,
    );
    await dan.say('/delete');
    await dan.say('y');
    const eve = await withAccount('eve');
    await dan.say(`/start ${await codeOf(eve)}`);
    await dan.say('/new');
    await cat.say('/erase');
    await cat.say('cat@example.com');
    expect(textOf(await dan.say('beans'))).toBe('What did beans cost?');
    const letters = await world.database.selectFrom('dead_letter').select('payload').execute();
    expect(letters.map(({ payload }) => payload)).toContain('of eve');
    expect(letters.map(({ payload }) => payload)).not.toContain('of cat');
  });

  it('destroys no other account than the one that the question named', async () => {
    const [fay, gus] = [await withAccount('fay'), await withAccount('gus')];
    await fay.say('/erase');
    await world.database
      .updateTable('link')
      .set({ account_id: (await accountFor(gus))!.id })
      .where('person_id', '=', BigInt(fay.id))
      .execute();
    for (const typed of ['gus@example.com', 'fay@example.com']) await fay.say(typed);
    expect(await accountFor(gus)).not.toBeNull();
    const accounts = await world.database.selectFrom('account').select('email').execute();
    expect(accounts.map(({ email }) => email)).toContain('fay@example.com');
  });

  it.each(['n', 'No', 'yes', 'erase', '/quit', '5 coffee', ' ', 'hal@example.co', "' or 1=1 --"])(
    'destroys nothing when %j is typed',
    async (typed) => {
      const hal = world.person('hal');
      if (!(await accountFor(hal))) await signUp(hal, 'hal@example.com');
      await hal.say('/erase');
      await hal.say(typed);
      expect(await accountFor(hal)).not.toBeNull();
      await hal.say('/quit');
    },
  );

  it('buttons from before it answer no question that is asked after it', async () => {
    const ivy = await withAccount('ivy');
    const [, no] = (await ivy.say('/delete')).at(-1)!.buttons.flat();
    await ivy.say('n');
    await ivy.say('/erase');
    await ivy.say('ivy@example.com');
    const later = new Date(writtenAt.getTime() + 60_000);
    const stepOf = (data = '') => Number(data.split(':')[2]);
    const asked = (await ivy.say('hi', later)).at(-1)!.buttons.flat();
    expect(stepOf(asked[1]?.data)).toBeGreaterThan(stepOf(no?.data));
  });
});
