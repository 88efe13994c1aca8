import { beforeAll, expect, test } from 'vitest';
import { signUp } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

/** Who had an account with the original spndr logs in with the password they had. */

const world = useWorld();
beforeAll(async () => {
  await signUp(world.person('owner'), 'owner@example.com');
  await world.database
    .updateTable('account')
    .set({ password_hash: 'original:hash of the old one' })
    .execute();
});

const hash = async () =>
  (await world.database.selectFrom('account').select('password_hash').executeTakeFirstOrThrow())
    .password_hash;

async function logIn(name: string, password: string): Promise<string> {
  const person = world.person(name);
  for (const text of ['hi', 'y', '1', 'owner@example.com']) await person.say(text);
  return (await person.say(password)).map(({ text }) => text).join('\n');
}

test('a wrong password leaves the original’s hash', async () => {
  expect(await logIn('guesser', 'a wrong one')).toMatch(/don’t match/);
  expect(await hash()).toBe('original:hash of the old one');
});

test('the right one is replaced by a hash of ours, with which it goes on working', async () => {
  expect(await logIn('first', 'the old one')).toMatch(/You are logged in/);
  expect(await hash()).toBe('hash of the old one');
  expect(await logIn('second', 'the old one')).toMatch(/You are logged in/);
  expect(await hash()).toBe('hash of the old one');
});
