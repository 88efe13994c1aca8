import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  migrateDown,
  migrateUp,
  migrationState,
  NewerDatabase,
  resetDatabase,
} from '../../../src/ledger/storage/migrate.ts';
import { freshDatabase, query, type TestDatabase } from '../../helpers/postgres.ts';

const quiet = () => {};
const first = '-- Up Migration\ncreate table a (id int);\n-- Down Migration\ndrop table a;\n';
const second = '-- Up Migration\ncreate table b (id int);\n-- Down Migration\ndrop table b;\n';
const broken =
  '-- Up Migration\ncreate table c (id int);\ncreate tabel d;\n-- Down Migration\ndrop table c;\n';

let database: TestDatabase;

beforeEach(async () => {
  database = await freshDatabase({ migrated: false });
});
afterEach(() => database.drop());

describe('spndr’s own migrations', () => {
  it('go up, and once up there is nothing more to do', async () => {
    const before = await migrationState(database.url);
    expect(before).toEqual({ applied: [], pending: before.pending, unknown: [] });
    expect(before.pending[0]).toBe('0001_initial');
    expect(await tables()).toEqual([]);

    const lines: string[] = [];
    expect(await migrateUp(database.url, (line) => lines.push(line))).toEqual(before.pending);
    expect(lines[0]).toBe('applied 0001_initial');
    expect(await tables()).toContain('purchase');
    expect(await migrateUp(database.url, quiet)).toEqual([]);
    expect(await migrationState(database.url)).toEqual({ applied: before.pending, pending: [], unknown: [] });
  });

  it('go down step by step until nothing of spndr is left', async () => {
    const applied = await migrateUp(database.url, quiet);
    const taken: (string | null)[] = [];
    while (taken.at(-1) !== null) taken.push(await migrateDown(database.url, quiet));
    expect(taken).toEqual([...applied.toReversed(), null]);
    expect(await tables()).toEqual(['spndr_migration']);
    expect(await migrateUp(database.url, quiet)).toEqual(applied);
  });

  it('keep, on the way down, purchases that came from no message', async () => {
    await migrateUp(database.url, quiet);
    await query(
      database.url,
      `with owner as (
         insert into account (email, password_hash, locale, currency, time_zone)
         values ('a@example.org', '-', 'en', 'EUR', 'UTC') returning id)
       insert into purchase (account_id, number, item, amount, currency, day)
       select owner.id, number, 'rent', 900, 'EUR', '2025-01-01' from owner, generate_series(1, 2) number`,
    );
    for (let taken: string | null = ''; taken !== '0009_recurring'; ) {
      taken = await migrateDown(database.url, quiet);
      if (taken === null) throw new Error('there is no such migration');
    }
    expect(
      await query(database.url, 'select number, bot_id::int, message_id::int from purchase order by id'),
    ).toEqual([
      { number: 1, bot_id: 0, message_id: -1 },
      { number: 2, bot_id: 0, message_id: -2 },
    ]);
  });

  it('may be applied by several processes at once', async () => {
    const done = await Promise.all([1, 2, 3].map(() => migrateUp(database.url, quiet)));
    const { applied } = await migrationState(database.url);
    expect(done.filter((names) => names.length > 0)).toEqual([applied]);
  });

  it('are taken back and applied again by a reset, which leaves strangers’ tables alone', async () => {
    await migrateUp(database.url, quiet);
    await query(database.url, 'create table not_ours (id int)');
    await query(database.url, 'insert into not_ours values (1)');
    await query(database.url, "insert into unreachable_chat values (1, 2, 'gone')");
    await resetDatabase(database.url, quiet);
    expect(await query(database.url, 'select * from unreachable_chat')).toEqual([]);
    expect(await query(database.url, 'select * from not_ours')).toHaveLength(1);
    expect((await migrationState(database.url)).pending).toEqual([]);
  });

  it('make a reset of an empty database the same as a first migration', async () => {
    await resetDatabase(database.url, quiet);
    expect((await migrationState(database.url)).pending).toEqual([]);
  });
});

describe('a database of a newer program', () => {
  it('is reported, refused with what to do, and not changed', async () => {
    const newer = await folder({ '0001_a.sql': first, '0002_b.sql': second });
    const older = await folder({ '0001_a.sql': first });
    await migrateUp(database.url, quiet, newer);
    await query(database.url, 'insert into b values (7)');

    expect(await migrationState(database.url, older)).toEqual({
      applied: ['0001_a', '0002_b'],
      pending: [],
      unknown: ['0002_b'],
    });
    for (const change of [migrateUp, migrateDown, resetDatabase]) {
      const failure = await change(database.url, quiet, older).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(NewerDatabase);
      expect((failure as Error).message).toMatch(/newer spndr \(0002_b.*install that version.*DATABASE_URL/);
    }
    expect(await query(database.url, 'select * from b')).toEqual([{ id: 7 }]);
  });
});

describe('a migration that fails', () => {
  it('leaves nothing of itself nor of those applied with it', async () => {
    const all = await folder({ '0001_a.sql': first, '0002_b.sql': second, '0003_c.sql': broken });
    await expect(migrateUp(database.url, quiet, all)).rejects.toThrow(
      /^migration 0003_c failed and was rolled back: .*"tabel"/,
    );
    expect(await tables()).toEqual(['spndr_migration']);
    expect((await migrationState(database.url, all)).applied).toEqual([]);
  });

  it('keeps what was applied before', async () => {
    await migrateUp(database.url, quiet, await folder({ '0001_a.sql': first }));
    const more = await folder({ '0001_a.sql': first, '0002_b.sql': second, '0003_c.sql': broken });
    await expect(migrateUp(database.url, quiet, more)).rejects.toThrow();
    expect(await tables()).toEqual(['a', 'spndr_migration']);
    expect((await migrationState(database.url, more)).pending).toEqual(['0002_b', '0003_c']);
  });
});

it('says what to check when there is no server, without the password', async () => {
  const failure = await migrateUp('postgres://u:hidden@127.0.0.1:1/x', quiet).catch((error: Error) => error);
  expect((failure as Error).message).toMatch(/cannot be reached \(.*ECONNREFUSED.*check DATABASE_URL/);
  expect((failure as Error).message).not.toContain('hidden');
});

async function folder(files: Record<string, string>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  for (const [name, sql] of Object.entries(files)) await writeFile(join(directory, name), sql);
  return directory;
}

async function tables(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    database.url,
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}
