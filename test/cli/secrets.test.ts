import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Config } from '../../src/cli/config.ts';
import { createLeftOpen } from '../../src/cli/left-open.ts';
import { createOutput } from '../../src/cli/output.ts';
import { keptSecret, replacePepper } from '../../src/cli/secrets.ts';
import { openStorage } from '../../src/cli/storage.ts';

const quiet = createOutput({ stdout: process.stdout, stderr: process.stderr, env: {}, hide: () => '' });
const asRoot = process.getuid?.() === 0;
const permissions = (path: string) => statSync(path).mode & 0o777;
const freshFolder = () => mkdtempSync(join(tmpdir(), 'spndr-secrets-'));

it('is made once and kept, for its owner only', async () => {
  const dataDir = join(freshFolder(), 'parent', 'data');
  const secret = await keptSecret(dataDir, 'webhook-secret');
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await keptSecret(dataDir, 'webhook-secret')).toBe(secret);
  expect(await keptSecret(dataDir, 'pepper')).not.toBe(secret);
  expect(permissions(join(dataDir, 'pepper'))).toBe(0o600);
  expect(permissions(dataDir)).toBe(asRoot ? 0o711 : 0o700);
});

it('is the same for all who ask at once, and leaves no draft behind', async () => {
  const dataDir = join(freshFolder(), 'data');
  const secrets = await Promise.all(Array.from({ length: 20 }, () => keptSecret(dataDir, 'pepper')));
  expect(new Set(secrets).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(['pepper']);
});

it.each(['755', '750', '702'])('is not kept in a directory of mode %s, nor is a database', async (mode) => {
  const dataDir = freshFolder();
  const problem = `the data directory ${dataDir} is open to others; run chmod go-rw ${dataDir}`;
  const pepper = await keptSecret(dataDir, 'pepper');
  chmodSync(dataDir, Number.parseInt(mode, 8));
  await expect(keptSecret(dataDir, 'pepper')).rejects.toThrow(problem);
  const storage = openStorage({ databaseUrl: null, dataDir } as Config, {
    out: quiet,
    left: createLeftOpen(),
    make: true,
  });
  await expect(storage).rejects.toThrow(problem);
  expect(readdirSync(dataDir)).toEqual(['pepper']);
  for (const closed of [0o711, 0o700]) {
    chmodSync(dataDir, closed);
    expect(await keptSecret(dataDir, 'pepper')).toBe(pepper);
    expect(permissions(dataDir)).toBe(closed);
  }
});

it.runIf(asRoot)('(root) belongs to the owner of the directory where root makes it', async () => {
  const dataDir = freshFolder();
  const ownerOf = (name: string) => {
    const { uid, gid } = statSync(join(dataDir, name));
    return { uid, gid, mode: permissions(join(dataDir, name)) };
  };
  const theirs = { uid: 12_345, gid: 54_321, mode: 0o600 };
  chownSync(dataDir, theirs.uid, theirs.gid);
  await keptSecret(dataDir, 'webhook-secret');
  expect(ownerOf('webhook-secret')).toEqual(theirs);
  await replacePepper(dataDir, 'a pepper of a backup');
  await replacePepper(dataDir, 'a pepper of another backup');
  expect([ownerOf('pepper'), ownerOf('pepper.before-restore')]).toEqual([theirs, theirs]);
});

it('says what to do when the directory cannot be used or the file is empty', async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(keptSecret(join(folder, 'file'), 'pepper')).rejects.toThrow(/ENOTDIR.*; .*SPNDR_DATA_DIR/);
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  writeFileSync(join(folder, 'data', 'pepper'), '\n');
  await expect(keptSecret(join(folder, 'data'), 'pepper')).rejects.toThrow(/is empty; delete it/);
});
