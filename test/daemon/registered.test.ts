import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type RunningDaemon, spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, type TestDatabase } from '../helpers/postgres.ts';

/** Whether an address has an account cannot be told from the words of a real daemon, nor from the time it takes. */

const taken = 'taken@example.com';
const pairs = 4;

let sandbox: Sandbox;
let database: TestDatabase;
let daemon: RunningDaemon;
let owner: Person;
beforeAll(async () => {
  sandbox = await startSandbox();
  database = await freshDatabase();
  daemon = spawnDaemon({
    mode: 'polling',
    env: { SPNDR_BOT_TOKEN: sandbox.token, SPNDR_TELEGRAM_API: sandbox.url, DATABASE_URL: database.url },
  });
  await daemon.logged('running');
  owner = newcomer();
  for (const text of ['hi', 'y', '2', taken, 'correct horse']) await say(owner, text);
});
afterAll(async () => {
  await daemon.stop();
  await sandbox.stop();
  await database.drop();
});

type Person = ReturnType<Sandbox['person']>;
const newcomer = () => sandbox.person({ languageCode: 'en' });

/** What is answered, and after how many milliseconds. */
async function say(person: Person, text: string): Promise<{ text: string; ms: number }> {
  const beganMs = performance.now();
  person.say(text);
  const answer = await person.nextAnswer(30_000);
  return { text: answer.text.replaceAll(/\S+@\S+/g, 'ADDRESS'), ms: performance.now() - beganMs };
}

/**
 * How much longer it takes with a taken address than with a free one: the quickest of several of each, for whatever else
 * the machine does only makes them slower.
 */
async function ratioOf(attempt: (address: string) => Promise<number>): Promise<number> {
  const [withTaken, withFree]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    withFree.push(await attempt(`free${pair}@example.com`));
    withTaken.push(await attempt(taken));
  }
  return Math.min(...withTaken) / Math.min(...withFree);
}

/** Without the same work for both it would be a tenth or less, as hashing takes most of the time. */
function expectAlike(ratio: number): void {
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
}

test('log-in says the same after the same time', async () => {
  const guessers = new Map<boolean, Person>();
  for (const isTaken of [true, false]) {
    const guesser = newcomer();
    for (const text of ['hi', 'y', '1']) await say(guesser, text);
    guessers.set(isTaken, guesser);
  }
  const said = new Set<string>();
  const ratio = await ratioOf(async (address) => {
    const guesser = guessers.get(address === taken)!;
    said.add((await say(guesser, address)).text);
    const refused = await say(guesser, 'a wrong horse');
    said.add(refused.text);
    return refused.ms;
  });
  expect([...said]).toEqual([
    'And your password?',
    expect.stringMatching(/This e-mail address and password don’t belong together/),
  ]);
  expectAlike(ratio);
});

test('sign-up asks the same and takes the same time; whose address it is hears of it', async () => {
  const asked = new Set<string>();
  const ends = new Set<string>();
  const before = owner.chat.messages.length;
  const ratio = await ratioOf(async (address) => {
    const stranger = newcomer();
    for (const text of ['hi', 'y', '2']) await say(stranger, text);
    asked.add((await say(stranger, address)).text);
    const end = await say(stranger, 'correct horse');
    if (address === taken) ends.add(end.text);
    return end.ms;
  });
  expect([...asked]).toEqual([expect.stringMatching(/^Choose a password/)]);
  expect([...ends]).toEqual([
    expect.stringMatching(
      /That did not give an account\. If you have one already, log in; if not, try another/,
    ),
  ]);
  expectAlike(ratio);
  await expect.poll(() => owner.chat.messages.length, { timeout: 10_000 }).toBe(before + pairs);
  expect(owner.chat.messages.at(-1)?.text).toMatch(
    /^⚠️ Somebody tried to create an account with your address/,
  );
});
