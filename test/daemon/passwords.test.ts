import { hashSync } from 'bcryptjs';
import { afterAll, expect, test } from 'vitest';
import { markedOriginal } from '../../src/ledger/original-hash.ts';

/** The hashes of the original spndr go on working, and are replaced when they do. */

/** As it is shipped: its thread is a file of its own. */
const { openWorkshop }: typeof import('../../src/daemon/work.ts') = await import(
  new URL('../../dist/src/daemon/work.js', import.meta.url).href
);

const workshop = openWorkshop('a pepper');
afterAll(() => workshop.close());

const verify = (password: string, hash: string | null) =>
  workshop.do({ kind: 'verify-password', password, hash });
/** As Python's bcrypt wrote it: of the password itself, `$2b$12$`. */
const original = (password: string) => markedOriginal(hashSync(password, 12));

test('an original hash matches its password, and one of our own comes of it', async () => {
  const hash = original('correct horse');
  expect(hash).toMatch(/^original:\$2b\$12\$/);
  const done = await verify('correct horse', hash);
  expect(done).toMatchObject({ matches: true, rehashed: expect.stringMatching(/^\$2b\$12\$/) });
  if (done.kind !== 'verify-password') throw new Error('another work was done');
  expect(await verify('correct horse', done.rehashed)).toEqual({ ...done, rehashed: null });
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
