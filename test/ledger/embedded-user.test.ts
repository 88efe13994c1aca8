import { randomUUID } from 'node:crypto';
import { chown, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { findBinaries } from '../../src/ledger/embedded/binaries.ts';
import { type EmbeddedPostgres, openEmbedded } from '../../src/ledger/embedded.ts';
import { query } from '../helpers/postgres.ts';

// Where the tests run as root, this file becomes an ordinary user for good; it is a process of its own.
const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
const dataDir = join(tmpdir(), randomUUID());

beforeAll(async () => {
  if (process.getuid?.() !== 0) return;
  // A checkout below a private home is out of the ordinary user's reach: load, and copy the programs, before.
  const { preparePlace } = await import('../../src/ledger/embedded/account.ts');
  await preparePlace(dataDir);
  await findBinaries(dataDir, nobody, () => {});
  await chown(dataDir, nobody.uid, nobody.gid);
  process.setgroups?.([]);
  process.setgid?.(nobody.gid);
  process.setuid?.(nobody.uid);
});

it('an ordinary user has a database of their own, without any other account', async () => {
  expect(process.getuid?.()).not.toBe(0);
  const postgres: EmbeddedPostgres = await openEmbedded(dataDir, () => {});
  try {
    expect((await stat(join(dataDir, 'database'))).uid).toBe(process.getuid?.());
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const adopted = await openEmbedded(dataDir, () => {});
    expect(adopted.url).toBe(postgres.url);
    await adopted.stop();
  } finally {
    await postgres.stop();
  }
  await expect(query(postgres.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
});
