import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keptSecret } from '../../src/cli/secrets.ts';

const isRoot = process.getuid?.() === 0;
const permissions = (path: string) => statSync(path).mode & 0o777;
const freshFolder = () => mkdtempSync(join(tmpdir(), 'spndr-secrets-'));

it('is made once and kept, for its owner only', async () => {
  const dataDir = join(freshFolder(), 'parent', 'data');
  const secret = await keptSecret(dataDir, 'webhook-secret');
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await keptSecret(dataDir, 'webhook-secret')).toBe(secret);
  expect(await keptSecret(dataDir, 'pepper')).not.toBe(secret);
  expect(permissions(join(dataDir, 'pepper'))).toBe(0o600);
  expect(permissions(dataDir)).toBe(isRoot ? 0o711 : 0o700);
});

it('is the same for all who ask at once, and leaves no draft behind', async () => {
  const dataDir = join(freshFolder(), 'data');
  const secrets = await Promise.all(Array.from({ length: 20 }, () => keptSecret(dataDir, 'pepper')));
  expect(new Set(secrets).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(['pepper']);
});

it('leaves the mode of a directory that was there alone', async () => {
  const dataDir = freshFolder();
  chmodSync(dataDir, 0o755);
  await keptSecret(dataDir, 'pepper');
  expect(permissions(dataDir)).toBe(0o755);
});

it('says what to do when the directory cannot be used or the file is empty', async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(keptSecret(join(folder, 'file'), 'pepper')).rejects.toThrow(/ENOTDIR.*; .*SPNDR_DATA_DIR/);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'pepper'), '\n');
  await expect(keptSecret(join(folder, 'data'), 'pepper')).rejects.toThrow(/is empty; delete it/);
});
