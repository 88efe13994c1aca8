import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { preparePlace } from '../../../src/ledger/embedded/account.ts';
import { findOldBinaries } from '../../../src/ledger/embedded/binaries.ts';
import { role } from '../../../src/ledger/embedded/cluster.ts';
import { openEmbedded } from '../../../src/ledger/embedded/embedded.ts';
import { takeLease } from '../../../src/ledger/embedded/lease.ts';
import { forgetOldClusters, upgradeEmbedded } from '../../../src/ledger/embedded/upgrade.ts';
import { migrateUp } from '../../../src/ledger/storage/migrate.ts';
import { everything, fill } from '../../helpers/filled.ts';
import { query } from '../../helpers/postgres.ts';
import { startSystemPostgres } from '../../helpers/system-postgres.ts';

// each makes, fills and starts several clusters
vi.setConfig({ testTimeout: 180_000 });

const quiet = () => {};
const options = { version: '1', binaries: null, report: quiet };
const newDataDir = () => join(tmpdir(), randomUUID());

/** A data directory as a spndr with Postgres 15 would have left it, and what is in it. */
async function oldDataDir(context: TestContext) {
  const { url: server, dataDir, stop } = await startSystemPostgres(context, '15');
  await query(server, `create database ${role}`);
  const url = server.replace(/postgres$/, role);
  await migrateUp(url, quiet);
  await fill(url);
  const was = await everything(url);
  return { dataDir, was, url, stop };
}

describe('an embedded database of an older Postgres', () => {
  it('is refused at the start, moved by the upgrade with everything in it, and kept until it is forgotten', async (context) => {
    const { dataDir, was, stop, url } = await oldDataDir(context);
    const port = Number(new URL(url).port);
    const daemon = await takeLease(port, join(dataDir, 'database'), 'secret');
    await expect(upgradeEmbedded(dataDir, options)).rejects.toThrow(/spndr is running on .*: stop it/);
    await daemon?.close();
    await stop();
    await expect(openEmbedded(dataDir, quiet)).rejects.toThrow(
      /made by Postgres 15 and this spndr brings Postgres 18: run `spndr db upgrade`/,
    );
    await expect(forgetOldClusters(dataDir, quiet)).rejects.toThrow(/not upgraded/);

    const kept = join(dataDir, 'database.15-old');
    expect(await upgradeEmbedded(dataDir, options)).toEqual({ from: '15', to: '18', kept, strange: [] });
    expect(await upgradeEmbedded(dataDir, options)).toBeNull();
    expect(await readFile(join(kept, 'PG_VERSION'), 'utf8')).toBe('15\n');
    const postgres = await openEmbedded(dataDir, quiet);
    try {
      expect(await query(postgres.url, "select current_setting('server_version') ~ '^18' as new")).toEqual([
        { new: true },
      ]);
      // replies that wait are still to be sent; only what Postgres itself would lose in a crash is gone
      expect(await everything(postgres.url)).toEqual({ ...was, buffered_update: [], poll_lease: [] });
    } finally {
      await postgres.stop();
    }
    expect(await forgetOldClusters(dataDir, quiet)).toEqual([kept]);
    expect((await readdir(dataDir)).filter((name) => /old|tmp$/.test(name))).toEqual([]);
    expect(await forgetOldClusters(dataDir, quiet)).toEqual([]);
  });

  it('outlives a crash of the upgrade, wherever it strikes', async (context) => {
    const { dataDir, was } = await oldDataDir(context);
    // while it is read: the old server is left behind, and nobody uses it
    await upgradeEmbedded(dataDir, options);
    // between the two moves: the new one is not in its place yet
    await rename(join(dataDir, 'database'), join(dataDir, 'not-there'));
    await expect(openEmbedded(dataDir, quiet)).rejects.toThrow(
      /run `spndr db upgrade`, which was interrupted/,
    );
    await upgradeEmbedded(dataDir, options);
    const postgres = await openEmbedded(dataDir, quiet);
    expect((await everything(postgres.url)).purchase).toEqual(was.purchase);
    await postgres.stop();
  });
});

describe('what cannot be upgraded is refused with a sentence', () => {
  it('a database of a newer Postgres, one without its programs, and none at all', async () => {
    const dataDir = newDataDir();
    await expect(upgradeEmbedded(dataDir, options)).rejects.toThrow(/there is no database in/);
    const place = await preparePlace(dataDir);
    await mkdir(join(dataDir, 'database'));
    if (place.account) await chown(join(dataDir, 'database'), place.account.uid, place.account.gid);
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '99\n');
    await expect(upgradeEmbedded(dataDir, options)).rejects.toThrow(
      /made by Postgres 99 and this spndr brings 18 only/,
    );
    await expect(openEmbedded(dataDir, quiet)).rejects.toThrow(
      /go back to the spndr that made it, or a newer one/,
    );
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '9\n');
    await expect(upgradeEmbedded(dataDir, options)).rejects.toThrow(
      /programs of Postgres 9 are not on this machine/,
    );
    await expect(upgradeEmbedded(dataDir, { ...options, binaries: tmpdir() })).rejects.toThrow(
      /there is no Postgres 9 in/,
    );
  });
});

it('the programs of the database are kept beside it, so that another npm package can be installed', async () => {
  const dataDir = newDataDir();
  const postgres = await openEmbedded(dataDir, quiet);
  await postgres.stop();
  const place = await preparePlace(dataDir);
  const kept = await findOldBinaries(place, '18', null, quiet);
  expect(kept.pgCtl.startsWith(dataDir)).toBe(true);
});
