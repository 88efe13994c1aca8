import { afterAll, beforeAll } from 'vitest';
import { createAccount } from '../../src/ledger/accounts/accounts.ts';
import { type Database, type Ledger, openDatabase } from '../../src/ledger/storage/database.ts';
import { freshDatabase, type TestDatabase } from './postgres.ts';

/** A migrated database for the tests of one file, available from `beforeAll` on. */
export interface TestLedger {
  /** postgres:// */
  readonly url: string;
  readonly database: Database;
  /** Runs `body` in a transaction of its own, and commits it. */
  readonly inLedger: <Result>(body: (ledger: Ledger) => Promise<Result>) => Promise<Result>;
  /** Runs `work` while nobody else is connected to the database. */
  readonly apart: (work: (url: string) => Promise<void>) => Promise<void>;
  /** Creates an account, in UTC, and gives its id. */
  readonly newAccount: (currency?: string) => Promise<bigint>;
}

/** Gives the tests of the calling file a database, and drops it afterwards. */
export function useTestLedger(): TestLedger {
  let fresh: TestDatabase;
  let database: Database;
  let accounts = 0;
  const connect = () => {
    ({ database } = openDatabase(fresh.url, { connections: 4, onIdleError: () => undefined }));
  };
  beforeAll(async () => {
    fresh = await freshDatabase();
    connect();
  });
  afterAll(async () => {
    await database.destroy();
    await fresh.drop();
  });
  const inLedger: TestLedger['inLedger'] = (body) => database.transaction().execute(body);
  return {
    get url() {
      return fresh.url;
    },
    get database() {
      return database;
    },
    inLedger,
    apart: async (work) => {
      await database.destroy();
      await work(fresh.url);
      connect();
    },
    newAccount: async (currency = 'EUR') => {
      accounts += 1;
      const email = `${accounts}@test-ledger.example`;
      const settings = { passwordHash: 'hash', locale: 'en', currency, timeZone: 'UTC' };
      const account = await inLedger((ledger) => createAccount(ledger, { email, ...settings }));
      if (account === null) throw new Error('the address is taken');
      return account.id;
    },
  };
}
