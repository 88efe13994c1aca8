import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { hashSync } from 'bcryptjs';
import { afterAll, expect, test } from 'vitest';
import { openWorkshop } from '../../src/daemon/secrets/work.ts';
import { markedOriginal } from '../../src/ledger/accounts/original-hash.ts';

/** How passwords are hashed; those of the original spndr go on working, and are replaced when they do. */

const workshop = openWorkshop({ pepper: 'a pepper', oldPepper: null });
const later = openWorkshop({ pepper: 'a new pepper', oldPepper: 'a pepper' });
afterAll(async () => {
  await workshop.close();
  await later.close();
});

const verify = (password: string, hash: string | null) =>
  workshop.do({ kind: 'verify-password', password, hash });
/** As Python's bcrypt wrote it: of the password itself, `$2b$12$`. */
const original = (password: string) => markedOriginal(hashSync(password, 12));

async function hashOf(password: string): Promise<string | null> {
  const done = await workshop.do({ kind: 'hash-password', password });
  if (done.kind !== 'hash-password') throw new Error('another work was done');
  return done.hash;
}

test('a workshop that is closed takes no more work', async () => {
  const closed = openWorkshop({ pepper: 'a pepper', oldPepper: null });
  const inHand = closed.do({ kind: 'hash-password', password: 'correct horse' });
  await closed.close();
  await expect(inHand).rejects.toThrow('the worker thread ended');
  await expect(closed.do({ kind: 'hash-password', password: 'correct horse' })).rejects.toThrow('is closed');
});

test.each(['password1', 'PassWord1', 'qwertyuiop', '1234567890'])(
  '%s is one of the most used',
  async (password) => {
    expect(await hashOf(password)).toBeNull();
  },
);

test('every byte of a password counts', async () => {
  const long = 'ä'.repeat(80);
  const hash = await hashOf(`${long}1`);
  expect(hash).toMatch(/^\$2b\$12\$/);
  expect(await verify(`${long}1`, hash)).toEqual({
    kind: 'verify-password',
    hash,
    matches: true,
    rehashed: null,
  });
  expect(await verify(`${long}2`, hash)).toMatchObject({ matches: false });
});

test('a hash of another cost, or with the pepper of before, is replaced at the next log-in', async () => {
  const hash = await hashOf('correct horse');
  const done = await later.do({ kind: 'verify-password', password: 'correct horse', hash });
  if (done.kind !== 'verify-password') throw new Error('another work was done');
  expect(done).toMatchObject({ matches: true, rehashed: expect.stringMatching(/^\$2b\$12\$/) });
  expect(await verify('correct horse', done.rehashed)).toMatchObject({ matches: false });
  const again = await later.do({ kind: 'verify-password', password: 'correct horse', hash: done.rehashed });
  expect(again).toMatchObject({ matches: true, rehashed: null });
  const digest = createHmac('sha384', 'a pepper').update('correct horse').digest('base64');
  expect(await verify('correct horse', hashSync(digest, 10))).toMatchObject({
    matches: true,
    rehashed: expect.stringMatching(/^\$2b\$12\$/),
  });
});

test('hashing gives way to all else that the process does, where a thread has a priority of its own', async () => {
  const own = getPriority();
  await hashOf('correct horse');
  expect(getPriority()).toBe(own);
  if (process.platform !== 'linux') return;
  const ofThreads = readdirSync('/proc/self/task').map((thread) => {
    const [, fields = ''] = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(/\) (?!.*\))/);
    return Number(fields.split(' ')[16]);
  });
  expect(Math.max(...ofThreads)).toBeGreaterThan(own);
});

/** For hashes of our own registered.test.ts times the whole daemon. */
test('where the pepper was changed, an original hash takes as long as an address that is not registered', {
  timeout: 60_000,
}, async () => {
  const hash = original('correct horse');
  // the time of the processor, of all threads: nothing else works here, and what else the machine does is not in it
  const took = async (hash: string | null) => {
    const began = process.cpuUsage();
    await later.do({ kind: 'verify-password', password: 'wrong password', hash });
    const { user, system } = process.cpuUsage(began);
    return user + system;
  };
  await took(null);
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < 3; pair += 1) {
    known.push(await took(hash));
    unknown.push(await took(null));
  }
  // the least of each, for caches that others use only make it more
  const ratio = Math.min(...known) / Math.min(...unknown);
  // With one comparison less it would be a half.
  expect(ratio).toBeGreaterThan(0.65);
  expect(ratio).toBeLessThan(1.5);
});

test('an original hash matches its password, and one of our own comes of it', async () => {
  const hash = original('correct horse');
  expect(hash).toMatch(/^original:\$2b\$12\$/);
  const done = await verify('correct horse', hash);
  expect(done).toMatchObject({ matches: true, rehashed: expect.stringMatching(/^\$2b\$12\$/) });
  if (done.kind !== 'verify-password') throw new Error('another work was done');
  expect(await verify('correct horse', done.rehashed)).toMatchObject({ matches: true, rehashed: null });
  expect(await verify('wrong', done.rehashed)).toMatchObject({ matches: false, rehashed: null });
});

test('a wrong password does not match it', async () => {
  expect(await verify('wrong', original('correct horse'))).toMatchObject({ matches: false, rehashed: null });
});

test('of a long password the original read 72 bytes; of the new hash every one counts', async () => {
  const long = 'ä'.repeat(36);
  const done = await verify(`${long} and more`, original(long));
  expect(done).toMatchObject({ matches: true });
  if (done.kind !== 'verify-password') throw new Error('another work was done');
  expect(await verify(long, done.rehashed)).toMatchObject({ matches: false });
});

test('a hash that is not marked is our own: the password itself is none of its passwords', async () => {
  expect(await verify('correct horse', hashSync('correct horse', 4))).toMatchObject({ matches: false });
  expect(await verify('correct horse', 'original:nothing')).toMatchObject({ matches: false });
  expect(await verify('correct horse', null)).toMatchObject({ matches: false });
});
