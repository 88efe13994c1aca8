import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { freshDatabase, type TestDatabase } from './postgres.ts';

/** For tests of the rows that triggers derive from purchases. */

/** Connections to a database of the test file's own. */
export interface TwoClients {
  readonly url: string;
  readonly one: pg.Client;
  readonly other: pg.Client;
}

/** Opens them for the tests of a file, each of which begins with two accounts, 1 and 2, and no purchases. */
export function twoClients(): TwoClients {
  let fresh: TestDatabase;
  let one: pg.Client;
  let other: pg.Client;
  beforeAll(async () => {
    fresh = await freshDatabase();
    [one, other] = [new pg.Client(fresh.url), new pg.Client(fresh.url)];
    await Promise.all([one.connect(), other.connect()]);
  });
  afterAll(async () => {
    await Promise.all([one.end(), other.end()]);
    await fresh.drop();
  });
  beforeEach(async () => {
    await one.query('truncate account restart identity cascade');
    await one.query(
      `insert into account (email, password_hash, locale, currency, time_zone)
       select n || '@example.org', '-', 'en', 'EUR', 'UTC' from generate_series(1, 2) n`,
    );
  });
  return {
    get url() {
      return fresh.url;
    },
    get one() {
      return one;
    },
    get other() {
      return other;
    },
  };
}

/** What may happen to purchases: one more, some with other values, some gone. */
export type Change<Row> =
  | { readonly do: 'add'; readonly row: Row }
  | { readonly do: 'set'; readonly set: string; readonly where: string }
  | { readonly do: 'forget'; readonly every: number };

/** Up to twelve changes: of rows like `row`, and with assignments from `sets`. */
export function changesOf<Row>(row: fc.Arbitrary<Row>, sets: readonly string[]): fc.Arbitrary<Change<Row>[]> {
  const change: fc.Arbitrary<Change<Row>> = fc.oneof(
    fc.record({ do: fc.constant('add' as const), row }),
    fc.record({
      do: fc.constant('set' as const),
      set: fc.constantFrom(...sets),
      where: fc.constantFrom('true', 'number % 2 = 0', 'account_id = 1'),
    }),
    fc.record({ do: fc.constant('forget' as const), every: fc.constantFrom(2, 3) }),
  );
  return fc.array(change, { maxLength: 12 });
}

/** Makes the change; `add` records the row of one more. */
export async function make<Row>(
  client: pg.Client,
  change: Change<Row>,
  add: (row: Row) => Promise<unknown>,
): Promise<void> {
  if (change.do === 'add') await add(change.row);
  else if (change.do === 'set') await client.query(`update purchase set ${change.set} where ${change.where}`);
  else await client.query('delete from purchase where number % $1 = 0', [change.every]);
}
