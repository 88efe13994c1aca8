import { readFileSync } from 'node:fs';
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

/** Milliseconds of the processor that the daemon has used: those hardly depend on what else the machine does. */
function cpuMs(): number {
  const [, fields = ''] = readFileSync(`/proc/${daemon.pid}/stat`, 'utf8').split(/\) (?!.*\))/);
  const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) * 10;
}

/** How much more it takes with a taken address than with a free one: in work, and in time, where the quickest counts. */
async function ratiosOf(attempt: (address: string) => Promise<number>) {
  const [withTaken, withFree]: [number[], number[]] = [[], []];
  const work = { withTaken: 0, withFree: 0 };
  for (let pair = 0; pair < pairs; pair += 1) {
    const beganAt = cpuMs();
    withFree.push(await attempt(`free${pair}@example.com`));
    const halfAt = cpuMs();
    withTaken.push(await attempt(taken));
    work.withFree += halfAt - beganAt;
    work.withTaken += cpuMs() - halfAt;
  }
  return { work: work.withTaken / work.withFree, time: Math.min(...withTaken) / Math.min(...withFree) };
}

/**
 * Without the same work for both it would be a tenth or less, as hashing takes most of it. Time is looked at, too, since
 * waiting is no work, but with more room: the other tests may have the processor whenever one of the two is hashed.
 */
function expectAlike({ work, time }: Awaited<ReturnType<typeof ratiosOf>>): void {
  expect(work).toBeGreaterThan(0.6);
  expect(work).toBeLessThan(1.7);
  expect(time).toBeGreaterThan(0.25);
  expect(time).toBeLessThan(4);
}

test('log-in says the same after the same time', async () => {
  const guessers = new Map<boolean, Person>();
  for (const isTaken of [true, false]) {
    const guesser = newcomer();
    for (const text of ['hi', 'y', '1']) await say(guesser, text);
    guessers.set(isTaken, guesser);
  }
  const said = new Set<string>();
  const ratios = await ratiosOf(async (address) => {
    const guesser = guessers.get(address === taken)!;
    said.add((await say(guesser, address)).text);
    const refused = await say(guesser, 'a wrong horse');
    said.add(refused.text);
    return refused.ms;
  });
  expect([...said]).toEqual([
    'And your password?',
    expect.stringMatching(/This e-mail address and password don’t match/),
  ]);
  expectAlike(ratios);
});

test('sign-up asks the same and takes the same time; whose address it is hears of it', async () => {
  const asked = new Set<string>();
  const ends = new Set<string>();
  const before = owner.chat.messages.length;
  const ratios = await ratiosOf(async (address) => {
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
      /That did not create an account\. If you have one already, log in; if not, try another/,
    ),
  ]);
  expectAlike(ratios);
  await expect.poll(() => owner.chat.messages.length, { timeout: 10_000 }).toBe(before + pairs);
  expect(owner.chat.messages.at(-1)?.text).toMatch(
    /^⚠️ Somebody tried to create an account with your address/,
  );
});
