import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { doFileWork } from '../../../src/daemon/files/file-work.ts';
import { makeFile } from '../../../src/daemon/files/made-files.ts';
import { createAccount } from '../../../src/ledger/accounts/accounts.ts';
import { openDatabase } from '../../../src/ledger/storage/database.ts';
import { isDatabaseOutage } from '../../../src/ledger/storage/outage.ts';
import { freshDatabase } from '../../helpers/postgres.ts';

/** What is in a ledger's files is to be found nowhere, however the daemon ends: they never have a name. */

/** The folder for temporary files, for this test alone. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spndr-test-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  vi.stubEnv('TMPDIR', folder);
  // before the next file is loaded, which may ask for it at once
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

async function ledgerWithAccount() {
  const fresh = await freshDatabase();
  const { database } = openDatabase(fresh.url, { connections: 2, onIdleError: () => undefined });
  onTestFinished(async () => {
    await database.destroy();
    await fresh.drop();
  });
  const account = await database.transaction().execute((ledger) =>
    createAccount(ledger, {
      email: 'ann@example.com',
      locale: 'en',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      passwordHash: '-',
    }),
  );
  return { database, account: account! };
}

const request = (accountId: bigint, format: string) => ({
  accountId: String(accountId),
  name: `spndr.${format}`,
  format,
  from: null,
  to: null,
});

const textOf = async (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

test('an export has no name in the file system once it is made, and is read from the start each time', async () => {
  const { database, account } = await ledgerWithAccount();
  const folder = temporaryFolder();
  const file = await makeFile(database, request(account.id, 'json'));
  expect(readdirSync(folder)).toEqual([]);
  const text = await textOf(file.open());
  expect(text).toContain('"currency":"EUR"');
  expect(Buffer.byteLength(text)).toBe(file.size);
  expect(await textOf(file.open())).toBe(text);
  await file.dispose();
  await file.dispose();
  await expect(textOf(file.open())).rejects.toThrow();
});

test('of an export that cannot be made nothing is left', async () => {
  const { database, account } = await ledgerWithAccount();
  const folder = temporaryFolder();
  await expect(makeFile(database, request(account.id, 'abc'))).rejects.toThrow('there is no format abc');
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder for temporary files that is not there is no outage of the database', async () => {
  const { database, account } = await ledgerWithAccount();
  rmSync(temporaryFolder(), { recursive: true });
  const error: unknown = await makeFile(database, request(account.id, 'json')).catch((thrown) => thrown);
  expect(error).toMatchObject({ message: expect.stringContaining('TMPDIR') });
  expect(isDatabaseOutage(error)).toBe(false);
});

test('a file that a person sent has no name in the file system while it is fetched and read', async () => {
  const { database, account } = await ledgerWithAccount();
  const folder = temporaryFolder();
  const named: string[] = [];
  const result = await doFileWork(
    database,
    async (_fileId, write) => {
      // more than is read at once
      for (const text of ['date,item,price\n', '2025-03-01,coffee,2.50\n'.repeat(4_000)]) {
        await write(Buffer.from(text));
        named.push(...readdirSync(folder));
      }
      return null;
    },
    { kind: 'import-file', accountId: account.id, fileId: 'a', name: 'bank.csv', map: null, as: null },
  );
  expect(result).toMatchObject({ kind: 'import-file', found: { refused: null, added: 4_000 } });
  expect(named).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});
