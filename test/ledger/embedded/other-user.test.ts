import { randomUUID } from 'node:crypto';
import { chown, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { findBinaries } from '../../../src/ledger/embedded/binaries.ts';
import { type EmbeddedPostgres, openEmbedded } from '../../../src/ledger/embedded/embedded.ts';
import { query } from '../../helpers/postgres.ts';

// Where the tests run as root, this file becomes an ordinary user for good; it is a process of its own.
const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
const dataDir = join(tmpdir(), randomUUID());
/** As root leaves one: its own, with a database that belongs to the account of the server. */
const dataDirOfRoot = join(tmpdir(), randomUUID());
const asRoot = process.getuid?.() === 0;

beforeAll(async () => {
  if (!asRoot) return;
  // A checkout below a private home is out of the ordinary user's reach: load, and copy the programs, before.
  const { preparePlace } = await import('../../../src/ledger/embedded/account.ts');
  await preparePlace(dataDir);
  await findBinaries(dataDir, nobody, () => {});
  await chown(dataDir, nobody.uid, nobody.gid);
  await preparePlace(dataDirOfRoot);
  await mkdir(join(dataDirOfRoot, 'database'));
  await chown(join(dataDirOfRoot, 'database'), nobody.uid - 1, nobody.gid);
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

it.runIf(asRoot)('an ordinary user is told whose database it is', async () => {
  await expect(openEmbedded(dataDirOfRoot, () => {})).rejects.toThrow(
    /belongs to another user \(uid 65533\): run spndr as root, or set SPNDR_DATA_DIR/,
  );
});
