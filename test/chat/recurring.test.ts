import { describe, expect, it } from 'vitest';
import { readTap } from '../../src/chat/buttons.ts';
import { createSchedules } from '../../src/daemon/schedules/schedules.ts';
import { createSeal } from '../../src/daemon/secrets/seal.ts';
import { mostBudgets } from '../../src/ledger/budget.ts';
import { mostRecurring } from '../../src/ledger/recurring/recurring.ts';
import { textOf, writtenAt } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

describe('what recurs', () => {
  it('is listed page by page', async () => {
    const person = await world.newcomer();
    for (let count = 1; count <= 9; count += 1) await person.say(`/recurring item${count} ${count} daily`);
    expect(textOf(await person.say('/recurring'))).not.toContain('item9');
    expect(textOf(await person.tap('»'))).toContain('item9');
    expect(textOf(await person.tap('«'))).toContain('item1');
  });

  it('is at most so much', async () => {
    const person = await world.newcomer();
    await person.say('/recurring tea 3 daily');
    const { id } = await world.database
      .selectFrom('recurring')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    for (let count = 1; count < mostRecurring; count += 1) {
      await world.database
        .insertInto('recurring')
        .columns([
          'account_id',
          'kind',
          'item',
          'amount',
          'currency',
          'every',
          'starts',
          'next_day',
          'bot_id',
          'chat_id',
          'person_id',
        ])
        .expression((from) =>
          from
            .selectFrom('recurring')
            .select([
              'account_id',
              'kind',
              'item',
              'amount',
              'currency',
              'every',
              'starts',
              'next_day',
              'bot_id',
              'chat_id',
              'person_id',
            ])
            .where('id', '=', id),
        )
        .execute();
    }
    expect(textOf(await person.say('/recurring tea 3 daily'))).toContain(
      `There are ${mostRecurring} already`,
    );
    await person.say('tea 3 daily');
    expect(textOf(await person.tap('🔁 Repeat daily'))).toContain(`There are ${mostRecurring} already`);
  });

  it('is changed by words that say one thing only', async () => {
    const person = await world.newcomer();
    await person.say('/recurring rent 900 monthly on the 1st');
    await person.tap('Edit');
    expect(textOf(await person.say('18 kr'))).toContain('I don’t know what to change with that.');
    expect(textOf(await person.say('every friday'))).toContain('weekly on Friday · next on Mar 7, 2025');
    await person.tap('Edit');
    expect(textOf(await person.say('950 on the 31st of every month'))).toContain('monthly on the 31st');
  });

  it.each([
    ['yearly on 1 july', '$300.00 · yearly on July 1 · next on Jul 1, 2025'],
    ['350 1 july', '$350.00 · monthly on the 1st · next on Jul 1, 2025'],
    ['1 july', '$300.00 · monthly on the 1st · next on Jul 1, 2025'],
    ['2025-07-01', '$300.00 · monthly on the 1st · next on Jul 1, 2025'],
    ['1 july #home', '$300.00 · monthly on the 1st · next on Jul 1, 2025'],
    ['every 2 weeks from 10 march', '$300.00 · every 2 weeks on Monday · next on Mar 10, 2025'],
    ['every friday from 1 july', '$300.00 · weekly on Friday · next on Jul 4, 2025'],
    ['monthly on the 1st from 15 june', '$300.00 · monthly on the 1st · next on Jul 1, 2025'],
    ['yearly 2024-02-29', '$300.00 · yearly on February 29 · next on Feb 28, 2026'],
    ['yesterday', '$300.00 · monthly on the 4th · next on Apr 4, 2025'],
    ['350', '$350.00 · monthly on the 20th · next on Mar 20, 2025'],
  ])('comes from another day on when that is changed with %s', async (said, shown) => {
    const person = await world.newcomer();
    await person.say('/recurring insurance 300 monthly on the 20th');
    await person.tap('Edit');
    expect(textOf(await person.say(said))).toContain(`insurance · ${shown}`);
  });

  it('skips as many as before when only its day is changed', async () => {
    const person = await world.newcomer();
    await person.say('/recurring haircut 30 every 6 weeks');
    await person.tap('Edit');
    expect(textOf(await person.say('10 march'))).toContain('every 6 weeks on Monday · next on Mar 10, 2025');
  });

  it('may skip some', async () => {
    const person = await world.newcomer();
    expect(textOf(await person.say('/recurring haircut 30 every 6 weeks'))).toContain(
      'every 6 weeks on Wednesday · next on Mar 5, 2025',
    );
    await person.tap('Edit');
    expect(textOf(await person.say('every other month'))).toContain('every 2 months on the 5th');
  });

  it.each([
    ['yearly on 15 june', 'yearly on June 15 · next on Jun 15, 2025'],
    ['monthly from 1 april', 'monthly on the 1st · next on Apr 1, 2025'],
    ['every 2 weeks from 10 march', 'every 2 weeks on Monday · next on Mar 10, 2025'],
    ['weekly monday', 'weekly on Monday · next on Mar 10, 2025'],
    ['weekly wednesday', 'weekly on Wednesday · next on Mar 5, 2025'],
    ['yearly on 5 march', 'yearly on March 5 · next on Mar 5, 2025'],
    ['yearly on 4 march', 'yearly on March 4 · next on Mar 4, 2026'],
    ['yearly 6/15', 'yearly on June 15 · next on Jun 15, 2025'],
    ['jährlich am 15. Juni', 'yearly on June 15 · next on Jun 15, 2025'],
    ['yearly 29 feb 2024', 'yearly on February 29 · next on Feb 28, 2026'],
    ['every 2 weeks 2025-02-24', 'every 2 weeks on Monday · next on Mar 10, 2025'],
    ['weekly yesterday', 'weekly on Tuesday · next on Mar 11, 2025'],
    ['monthly', 'monthly on the 5th · next on Mar 5, 2025'],
    // what began not long ago goes on
    ['monthly from 1 february', 'monthly on the 1st · next on Apr 1, 2025'],
    ['monthly starting february 10', 'monthly on the 10th · next on Mar 10, 2025'],
    ['every 2 weeks from 24 february', 'every 2 weeks on Monday · next on Mar 10, 2025'],
    ['every 2 weeks since monday', 'every 2 weeks on Monday · next on Mar 17, 2025'],
    ['every 2 weeks from monday', 'every 2 weeks on Monday · next on Mar 10, 2025'],
    ['every 2 months since 1 july', 'every 2 months on the 1st · next on May 1, 2025'],
    ['monthly from 1 august', 'monthly on the 1st · next on Aug 1, 2025'],
    ['monthly on the 5th of february', 'monthly on the 5th · next on Mar 5, 2025'],
    ['monatlich ab dem 1. Februar', 'monthly on the 1st · next on Apr 1, 2025'],
    ['monatlich seit dem 1.2.', 'monthly on the 1st · next on Apr 1, 2025'],
    ['mensual a partir del 1 de febrero', 'monthly on the 1st · next on Apr 1, 2025'],
    ['mensuel depuis le 1er février', 'monthly on the 1st · next on Apr 1, 2025'],
    ['mensal desde 1 de fevereiro', 'monthly on the 1st · next on Apr 1, 2025'],
    ['ежемесячно с 1 февраля', 'monthly on the 1st · next on Apr 1, 2025'],
    ['हर महीने 1 फरवरी से', 'monthly on the 1st · next on Apr 1, 2025'],
  ])('comes %s from the day on that was named', async (said, shown) => {
    const person = await world.newcomer();
    expect(textOf(await person.say(`/recurring insurance 300 ${said}`))).toContain(
      `insurance · $300.00 · ${shown}`,
    );
  });

  it('stays in the calendar', async () => {
    const person = await world.newcomer();
    await person.say('rent 900 9999-12-31 monthly');
    await person.tap('Dec 31, 9999');
    expect(textOf(await person.tap('🔁 Repeat monthly on the 31st'))).toContain('next on Dec 31, 9999');
    await person.tap('Edit');
    expect(textOf(await person.say('daily'))).toContain('next on Dec 31, 9999');
    expect(textOf(await person.say('/recurring tea 3 every monday from 9999-12-31'))).toContain(
      'next on Dec 31, 9999',
    );
  });

  it('is taken back with the button of its announcement', async () => {
    const person = await world.newcomer();
    await person.say('/recurring tea 3 daily');
    // for another bot it is not sealed, so that it can be read here
    const schedules = createSchedules({
      database: world.database,
      newTrace: () => 'trace',
      botId: 1,
      seal: createSeal('another bot'),
    });
    for (const id of await schedules.due(writtenAt, 50)) await schedules.run(id, writtenAt);
    const announced = await world.database
      .selectFrom('outbox')
      .select('reply')
      .where('chat_id', '=', BigInt(person.chatId))
      .executeTakeFirstOrThrow();
    await world.database.deleteFrom('outbox').execute();
    const undo = /undo:\d+/.exec(JSON.stringify(announced.reply))?.[0] ?? '';
    expect(textOf(await person.tapData(undo))).toContain('↩️ Undone.');
    expect(textOf(await person.tap('Redo'))).toContain('1. tea · $3.00 · Mar 5, 2025');
    expect(textOf(await person.say('/history 1'))).toContain('🔁 · recorded');
  });

  it('is nobody else’s', async () => {
    const [owner, other] = [await world.newcomer(), await world.newcomer()];
    await owner.say('/recurring rent 900 monthly on the 1st');
    const { id } = await world.database
      .selectFrom('recurring')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(textOf(await other.tapData(`recurring:${other.id}:delete:${id}:1`))).toContain(
      'does not recur any more',
    );
    expect(textOf(await other.tapData(`recurring:${owner.id}:delete:${id}:1`))).toContain('for someone else');
    expect(textOf(await owner.say('/recurring'))).toContain('rent');
  });

  it.each(['No end', '2025-12-31'])('leaves out what would have come after its end: %s', async (said) => {
    const person = await world.newcomer();
    await person.say('/recurring tea 3 weekly', new Date('2024-05-05T12:00:00Z'));
    await person.tap('End date');
    await person.say('2024-05-04', new Date('2024-05-04T12:00:00Z'));
    await person.tap('End date');
    const answer = said === 'No end' ? await person.tap(said) : await person.say(said);
    expect(textOf(answer)).toContain('weekly on Sunday · next on Mar 9, 2025');
  });

  it.each([
    ['tea 3 daily', 'weekly', 'weekly on Thursday · next on Mar 6, 2025'],
    ['tea 3 daily', 'monthly on the 5th', 'monthly on the 5th · next on Apr 5, 2025'],
    ['tea 3 daily 2025-02-01', 'weekly', 'weekly on Wednesday · next on Mar 5, 2025'],
  ])('leaves out the day of %s, which it repeats, when it comes %s', async (entry, said, shown) => {
    const person = await world.newcomer();
    const entered = await person.say(entry);
    const labels = entered.flatMap(({ buttons }) => buttons.flat().map(({ label }) => label));
    await person.tap(labels.find((label) => label.startsWith('🔁')) ?? '');
    await person.tap('Edit');
    expect(textOf(await person.say(said))).toContain(shown);
  });

  it('takes an end without a year as one that is to come', async () => {
    const person = await world.newcomer();
    await person.say('/recurring rent 900 monthly on the 1st');
    await person.tap('End date');
    expect(textOf(await person.say('31 December'))).toContain('on or before Dec 31, 2025');
    await person.tap('End date');
    expect(textOf(await person.say('2025-03-20'))).toContain('over');
  });

  it.each([
    ['4 march', 'Mar 4, 2026'],
    ['5 march', 'Mar 5, 2025'],
    ['12/31', 'Dec 31, 2025'],
    ['29 feb', 'Feb 29, 2028'],
    ['february', 'Feb 28, 2026'],
    ['march', 'Mar 31, 2025'],
    ['december', 'Dec 31, 2025'],
    ['friday', 'Mar 7, 2025'],
    ['wednesday', 'Mar 5, 2025'],
    ['today', 'Mar 5, 2025'],
    ['2026', 'Dec 31, 2026'],
    ['this month', 'Mar 31, 2025'],
  ])('ends with %s', async (said, shown) => {
    const person = await world.newcomer();
    await person.say('/recurring rent 900 monthly on the 1st');
    await person.tap('End date');
    expect(textOf(await person.say(said))).toContain(`The last one comes on or before ${shown}.`);
  });

  it.each(['yesterday', '3 days ago', 'last friday', 'last month', '2001-01-01', '5/3/24', '4 march 2025'])(
    'does not end with %s, which is past',
    async (said) => {
      const person = await world.newcomer();
      await person.say('/recurring rent 900 monthly on the 1st');
      await person.tap('End date');
      expect(textOf(await person.say(said))).toContain('This day is past. Send one that is still to come.');
    },
  );
});

it.each([
  'recurring:1:card',
  'recurring:1:card:1',
  'recurring:1:card:1:1:1',
  'recurring:1:eat:1:1',
  'recurring:1:list:x',
  'recurring:1:list:1:1',
  'digest:1:on',
  'digest:1:on:yearly',
  'digest:1:show:daily',
  'digest:1:on:daily:1',
  'repeat:1:1:m32',
  'repeat:1:1:w7',
  'repeat:1:1:d1',
  'repeat:1:1:x',
  'repeat:1:1:m1:1',
])('a button is not read from %j', (data) => {
  expect(readTap(data)).toBeNull();
});

it('there are at most so many budgets', async () => {
  const person = await world.newcomer();
  for (let count = 1; count <= mostBudgets; count += 1)
    await person.say(`/budget thing${'x'.repeat(count)} 5`);
  expect(textOf(await person.say('/budget food 5'))).toContain(`There are ${mostBudgets} budgets already`);
  const [list] = await person.say('/budgets');
  expect(list?.text.length).toBeLessThan(4096);
});

it.each([
  'every 2 weeks',
  'every two months',
  'every other week',
  'every second year',
  'alle 2 Wochen',
  'every 2 weeks carry over',
  'daily',
])('a budget %s is refused, and that of the month stays', async (how) => {
  const person = await world.newcomer();
  await person.say('/budget food 300');
  expect(textOf(await person.say(`/budget food 200 ${how}`))).toContain('I can’t read this as a budget.');
  expect(textOf(await person.say('/budget food every 2 weeks off'))).toContain('read this as a budget.');
  expect(textOf(await person.say('/budgets'))).toContain('$300.00 of $300.00 left');
});

it.each([
  ['every week', 'this week'],
  ['every 1 week', 'this week'],
  ['a week', 'this week'],
  ['per month', 'this month'],
  ['every year', 'this year'],
])('a budget %s is one of its own', async (how, shown) => {
  const person = await world.newcomer();
  expect(textOf(await person.say(`/budget food 200 ${how}`))).toContain(shown);
});

it('a budget tells what it carries over, what has no rate, and that its currency is another', async () => {
  const person = await world.newcomer();
  await person.say('/budget food 20 carry over', new Date('2025-02-05T12:00:00Z'));
  await person.say('tea 5 #food', new Date('2025-02-05T12:00:00Z'));
  const said = textOf(await person.say('rice 100 thb #food'));
  expect(said).toContain('without a rate yet, and not counted: THB');
  expect(textOf(await person.say('/budgets'))).toContain('with $15.00 left over from before');
  await person.say('/settings currency EUR');
  expect(textOf(await person.say('/budgets'))).toContain('this budget is in USD');
});
