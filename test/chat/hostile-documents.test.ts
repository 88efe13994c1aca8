import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { accountOf } from '../../src/ledger/accounts/accounts.ts';
import { importFile } from '../../src/ledger/portable/import.ts';
import { appendReplies } from '../../src/ledger/updates/outbox.ts';
import { botId, signUp, type TestPerson, textOf, writtenAt } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

/** A document says how an account is set up, and what comes by itself: it can be written by hand. */

const world = useWorld();

let people = 0;
async function somebody(): Promise<TestPerson> {
  people += 1;
  const person = world.person(`person ${people}`);
  await signUp(person, `person${people}@example.com`);
  return person;
}

async function take(person: TestPerson, sections: Record<string, readonly object[]>) {
  const lines = Object.entries(sections).map(
    ([name, records]) =>
      `${JSON.stringify(name)}:[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]`,
  );
  const text = `{"format":"spndr","version":1,\n${lines.join(',\n')}\n}\n`;
  const account = await world.database.transaction().execute((ledger) => accountOf(ledger, botId, person.id));
  return importFile(world.database, {
    account: account!,
    file: {
      name: 'spndr.json',
      open: async function* () {
        yield Buffer.from(text);
      },
    },
    format: null,
    map: null,
    as: { key: `key ${person.id}`, author: { personId: person.id, personName: 'Ann', at: writtenAt } },
    report: () => undefined,
  });
}

const settings = {
  locale: 'en',
  currency: 'EUR',
  time_zone: 'Europe/Berlin',
  week_starts: null,
  number_style: null,
  picture_theme: 'light',
  budget_alerts: true,
};
const budget = {
  category: null,
  period: 'month',
  amount: '100',
  currency: 'EUR',
  carry_over: false,
  since: '2025-03-01',
  alerts: [],
};
const daily = {
  kind: 'expense',
  item: 'bread',
  amount: '100',
  currency: 'EUR',
  given_amount: null,
  given_currency: null,
  vendor: null,
  category: null,
  tags: [],
  spread_count: null,
  spread_unit: null,
  every: 'day',
  step: 1,
  starts: '2025-01-01',
  on_date: null,
  ends: null,
  paused: false,
  next_day: '2025-03-06',
};

const change = {
  kind: 'record',
  person: 1,
  person_name: 'V',
  of: null,
  state: 'done',
  turned: null,
  at: '2025-03-01T10:00:00.000000Z',
};

describe('what nobody could be answered with any more is not taken over', () => {
  it.each([
    ['a time zone', { settings: [{ ...settings, time_zone: 'Nowhere/City' }] }],
    ['an offset for a time zone', { settings: [{ ...settings, time_zone: '+05:00' }] }],
    ['a language', { settings: [{ ...settings, locale: 'x' }] }],
    ['a language without end', { settings: [{ ...settings, locale: `en-x${'-abcdefgh'.repeat(1_000)}` }] }],
    ['a currency', { settings: [{ ...settings, currency: 'ZZZ' }] }],
    ['the currency of a budget', { budgets: [{ ...budget, currency: 'ZZZ' }] }],
    ['the day of a budget', { budgets: [{ ...budget, since: '2025-02-30' }] }],
    ['the currency of what recurs', { recurring: [{ ...daily, currency: 'ZZZ' }] }],
    ['a name without end', { changes: [{ ...change, person_name: 'x'.repeat(1_000) }] }],
    ['the day of what recurs', { recurring: [{ ...daily, next_day: '0000-00-00' }] }],
  ])('%s', async (_, sections) => {
    const ann = await somebody();
    expect(await take(ann, sections)).toMatchObject({ isWhole: false, problemCount: 1 });
    expect(textOf(await ann.say('5 tea'))).toContain('Recorded');
    expect(textOf(await ann.say('/today'))).toContain('$5.00');
    expect(textOf(await ann.say('/budgets'))).toContain('/budget');
  });

  it('and what is right is', async () => {
    const ann = await somebody();
    const given = { settings: [{ ...settings, locale: 'de-AT' }], budgets: [budget], recurring: [daily] };
    expect(await take(ann, given)).toMatchObject({ refused: null, isWhole: true, plans: 2 });
    expect(await take(ann, given)).toMatchObject({ isWhole: true, plans: 0 });
    expect(textOf(await ann.say('5 tea'))).toContain('Eingetragen');
  });
});

const recurringOf = async (person: TestPerson) => {
  const { rows } = await sql<{ item: string; paused: boolean; due: boolean }>`
    select item, paused, next_at is not null as due from recurring join link using (account_id)
    where link.person_id = ${person.id} order by recurring.id`.execute(world.database);
  return rows;
};

it('what should have come thousands of years ago is not made up for: it is paused', async () => {
  const ann = await somebody();
  const old = { ...daily, item: 'old', starts: '0001-01-01', next_day: '0001-01-01' };
  await take(ann, { recurring: [old, daily] });
  expect(await recurringOf(ann)).toEqual([
    { item: 'old', paused: true, due: false },
    { item: 'bread', paused: false, due: true },
  ]);
});

it('who is named in a document loses nothing when the account that took it over is erased', async () => {
  const ann = await somebody();
  const victim = world.person('victim');
  for (const words of ['hi', 'y', '2']) await victim.say(words);
  await world.database.transaction().execute(async (ledger) => {
    const to = { chatId: victim.id, personId: victim.id, locale: 'en', trace: 't', receivedAt: writtenAt };
    await appendReplies(ledger, botId, [{ ...to, reply: { do: 'say', text: [] } }]);
    await sql`insert into invited_person (bot_id, person_id) values (${botId}, ${victim.id})`.execute(ledger);
  });
  const changes = [{ ...change, person: victim.id }];
  expect(await take(ann, { changes })).toMatchObject({ refused: null, isWhole: true });
  await ann.say('/erase');
  expect(textOf(await ann.say(`person${people}@example.com`))).toMatch(/^Done/);
  const kept = await sql<{ what: string }>`
    select 'outbox' as what from outbox where person_id = ${victim.id}
    union all select 'invited' from invited_person where person_id = ${victim.id}`.execute(world.database);
  expect(kept.rows.map(({ what }) => what)).toEqual(['outbox', 'invited']);
  expect(textOf(await victim.say('victim@example.com'))).toContain('password');
});

it('an account gets no more of what recurs than it may have', async () => {
  const ann = await somebody();
  await ann.say('/recurring rent 900 monthly on the 1st');
  await take(ann, { recurring: Array.from({ length: 300 }, (_, at) => ({ ...daily, item: `bread ${at}` })) });
  const all = await recurringOf(ann);
  expect(all.length).toBe(200);
  expect(all.at(-1)?.item).toBe('bread 198');
});
