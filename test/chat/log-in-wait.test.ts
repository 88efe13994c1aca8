import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetOldFailures } from '../../src/ledger/accounts/log-in-failures.ts';
import { createWorld, signUp, type TestPerson, type World } from '../helpers/chat.ts';

/** Someone who guesses passwords is slowed down, and does not keep the worker that checks them from others. */

let world: World;
let stranger: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  await signUp(world.person('owner'), 'owner@example.com');
  stranger = world.person('stranger');
  for (const text of ['hi', 'y', '1']) await stranger.say(text);
});

afterAll(() => world.close());

async function guess(person: TestPerson, password: string): Promise<string> {
  await person.say('owner@example.com');
  const shown = await person.say(password);
  return shown.map(({ text }) => text).join('\n');
}

test('five wrong passwords are free; the sixth is not even looked at', async () => {
  for (let time = 1; time <= 5; time++) expect(await guess(stranger, `wrong ${time}`)).toMatch(/don’t match/);
  const works = world.works.length;
  expect(await guess(stranger, 'correct horse')).toMatch(/Too many wrong passwords. Please wait a second/);
  expect(world.works).toHaveLength(works);
});

test('nor from another Telegram user, while the owner’s linked chat goes on', async () => {
  const accomplice = world.person('accomplice');
  for (const text of ['hi', 'y', '1']) await accomplice.say(text);
  expect(await guess(accomplice, 'correct horse')).toMatch(/Too many wrong passwords/);
  const [answer] = await world.person('owner').say('/new coffee 3.50');
  expect(answer?.text).toMatch(/Recorded/);
});

test('what was counted a month ago is forgotten, nothing else', async () => {
  const subjects = () => world.database.selectFrom('log_in_failure').select('subject').execute();
  const counted = await subjects();
  const failed_at = new Date(Date.now() - 31 * 86_400_000);
  await world.database
    .insertInto('log_in_failure')
    .values({ subject: 'old', failures: 9, failed_at })
    .execute();
  await world.database
    .updateTable('log_in_failure')
    .where('subject', '<>', 'old')
    .set({ failed_at: new Date() })
    .execute();
  await forgetOldFailures(world.database);
  expect(await subjects()).toEqual(counted);
});

test('after the wait the right password is taken, and what was counted is forgotten', async () => {
  await world.database
    .updateTable('log_in_failure')
    .set({ failed_at: new Date(0) })
    .execute();
  expect((await stranger.say('correct horse')).map(({ text }) => text).join('\n')).toMatch(
    /You are logged in/,
  );
  const left = await world.database.selectFrom('log_in_failure').selectAll().execute();
  expect(left).toEqual([]);
});
