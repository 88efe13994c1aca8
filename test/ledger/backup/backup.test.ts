import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { checksumLine } from '../../../src/ledger/backup/manifest.ts';
import { pack, unpack } from '../../../src/ledger/backup/pack.ts';
import { restore } from '../../../src/ledger/backup/restore.ts';
import { snapshot } from '../../../src/ledger/backup/snapshot.ts';
import { type Member, readTar, tarEnd, tarMember } from '../../../src/ledger/backup/tar.ts';
import { connected, migrateDown, migrateUp } from '../../../src/ledger/storage/migrate.ts';
import { packageFile } from '../../../src/ledger/storage/package-file.ts';
import { everything, fill } from '../../helpers/filled.ts';
import { databaseOfTest, query } from '../../helpers/postgres.ts';

// some restore dozens of times
vi.setConfig({ testTimeout: 180_000 });

async function backup(url: string, passphrase: string | null = null): Promise<Buffer> {
  const archive = snapshot({ url, version: '1', pepper: 'p'.repeat(43), includePepper: passphrase !== null });
  const pieces: Buffer[] = [];
  for await (const piece of pack(archive, passphrase)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Bytes that somebody holds, garbage left out: how much of that there is at a time is up to V8. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function* inPieces(bytes: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function bring(
  url: string,
  bytes: Buffer,
  options: { passphrase?: string; overwrite?: boolean; directory?: string } = {},
) {
  const { passphrase = 'never asked', overwrite = false, directory } = options;
  const archive = unpack(inPieces(bytes), { passphrase: async () => passphrase });
  return restore({ url, archive, overwrite, ...(directory === undefined ? {} : { directory }) });
}

describe('a backup', () => {
  it.each([null, 'correct horse battery'])(
    'comes back into an empty database as it was (%s)',
    async (passphrase) => {
      const from = await databaseOfTest();
      await fill(from);
      const bytes = await backup(from, passphrase);
      const to = await databaseOfTest({ migrated: false });
      const { manifest, replies } = await bring(to, bytes, passphrase === null ? {} : { passphrase });

      const [was, is] = [await everything(from), await everything(to)];
      expect(Object.keys(is)).toEqual(Object.keys(was));
      // what was under way stands still
      const settled = ['outbox', 'dead_letter', 'buffered_update', 'daemon', 'poll_lease'];
      for (const table of Object.keys(was))
        if (!settled.includes(table)) expect(is[table]).toEqual(was[table]);
      expect(manifest.leftOut).toEqual(['buffered_update', 'daemon', 'poll_lease']);
      expect(is.buffered_update).toEqual([]);
      expect(replies).toBe(2);
      expect(await query(to, 'select state, claimed_by, error from outbox order by id')).toEqual([
        { state: 'failed', claimed_by: null, error: 'not sent: it was waiting when the backup was made' },
        { state: 'failed', claimed_by: null, error: 'not sent: it was waiting when the backup was made' },
        { state: 'failed', claimed_by: null, error: 'gone' },
      ]);
      expect(await query(to, 'select retry_at from dead_letter')).toEqual([{ retry_at: null }]);
      // the next numbers are not those that are taken
      const next =
        'insert into change (account_id, person_id, person_name, kind, state) values (1, 1, $1, $2, $3) returning id';
      expect(await query(to, next, ['x', 'record', 'done'])).toEqual([{ id: '3' }]);
      // and the rules are there again
      await expect(query(to, 'insert into link values (1, 1, 999)')).rejects.toThrow(/foreign key/);
    },
  );

  it('knows tables by the catalogue: new ones, circles of keys, triggers, computed columns', async () => {
    const from = await databaseOfTest();
    await fill(from);
    const more = `create table egg (id int generated always as identity primary key, hen_id int, account_id bigint,
        cost_amount numeric, cost_currency text, twice numeric generated always as (cost_amount * 2) stored);
      create table hen (id serial primary key, egg_id int references egg);
      alter table egg add foreign key (hen_id) references hen;
      create function shout() returns trigger language plpgsql as $$ begin new.cost_amount := 0; return new; end $$;`;
    const trigger = 'create trigger shout before insert on egg for each row execute function shout()';
    const directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    await cp(packageFile('migrations'), directory, { recursive: true });
    await writeFile(
      join(directory, '9000_farm.sql'),
      `-- Up Migration\n${more}\n-- Down Migration\ndrop table egg, hen cascade; drop function shout;`,
    );
    await migrateUp(from, () => {}, directory);
    await query(
      from,
      "insert into egg (account_id, cost_amount, cost_currency) values (1, 2.50, 'EUR'), (1, 3, 'USD')",
    );
    await query(from, 'insert into hen (egg_id) values (1), (2)');
    await query(from, 'update egg set hen_id = 3 - id');
    await query(from, trigger);
    const bytes = await backup(from);
    // this program does not know that migration
    await expect(bring(await databaseOfTest({ migrated: false }), bytes)).rejects.toThrow(
      /9000_farm is not known here/,
    );

    const to = await databaseOfTest({ migrated: false });
    await bring(to, bytes, { directory });
    const [was, is] = [await everything(from), await everything(to)];
    expect(is.egg).toEqual(was.egg);
    expect(is.egg).toEqual(['(1,2,1,2.50,EUR,5.00)', '(2,1,1,3,USD,6)']);
    expect(is.hen).toEqual(was.hen);
    expect(await query(to, 'insert into hen default values returning id')).toEqual([{ id: 3 }]);
    await expect(query(to, 'update egg set hen_id = 77')).rejects.toThrow(/foreign key/);
  });

  it('is of one moment, while others write', async () => {
    const from = await databaseOfTest();
    await fill(from, 3_000);
    const archive = snapshot({ url: from, version: '1', pepper: null, includePepper: false });
    const pieces = [(await archive.next()).value as Buffer];
    // after the manifest is read, before the tables are
    await query(from, "update purchase set amount = 1, currency = 'CHF'");
    await query(from, 'delete from account where id = 2');
    for await (const piece of archive) pieces.push(piece);
    const to = await databaseOfTest({ migrated: false });
    await restore({ url: to, archive: inPieces(Buffer.concat(pieces)), overwrite: false });
    expect(
      await query(
        to,
        "select count(*)::int, count(distinct account_id)::int as accounts from purchase where currency <> 'CHF'",
      ),
    ).toEqual([{ count: 3_000, accounts: 2 }]);
  });

  it('streams: four times as many purchases take no more memory', async () => {
    /** There and back, with `purchases` of them; how long the archive was, and the most memory in use at any time. */
    async function carry(purchases: number): Promise<{ bytes: number; most: number }> {
      const [from, to] = [await databaseOfTest(), await databaseOfTest({ migrated: false })];
      await fill(from, purchases);
      // long ones: rows take longer than what is in them
      await query(
        from,
        "update purchase_revision set content = content || jsonb_build_object('more', repeat(md5(purchase_id::text), 50))",
      );
      let [bytes, weighedAt, most] = [0, 0, 0];
      const counted = async function* (archive: AsyncIterable<Buffer>) {
        for await (const piece of archive) {
          bytes += piece.length;
          if (bytes - weighedAt > 1_000_000) {
            weighedAt = bytes;
            most = Math.max(most, memoryInUse());
          }
          yield piece;
        }
      };
      const made = snapshot({ url: from, version: '1', pepper: null, includePepper: false });
      // not encrypted: scrypt alone takes 64 MiB, whatever there is
      const archive = unpack(pack(counted(made), null), { passphrase: async () => '' });
      await restore({ url: to, archive: counted(archive), overwrite: false });
      const count = 'select count(*)::int, sum(amount)::text from purchase';
      expect(await query(to, count)).toEqual(await query(from, count));
      return { bytes: bytes / 2, most };
    }
    const few = await carry(5_000);
    const many = await carry(20_000);
    console.log(`${many.bytes - few.bytes} bytes more, ${many.most - few.most} more of memory`);
    expect(many.bytes - few.bytes).toBeGreaterThan(20_000_000);
    // all of it in memory would be as much more
    expect(many.most - few.most).toBeLessThan((many.bytes - few.bytes) / 4);
  });
});

describe('what a backup replaces', () => {
  it('is replaced only when that is meant, and tables of others stay', async () => {
    const from = await databaseOfTest();
    await fill(from);
    const bytes = await backup(from);
    const to = await databaseOfTest();
    await query(to, "insert into unreachable_chat values (1, 2, 'gone')");
    await query(to, 'create table not_ours (id int)');
    await query(to, 'insert into not_ours values (1)');
    const before = await everything(to);
    await expect(bring(to, bytes)).rejects.toThrow(/the database is not empty/);
    expect(await everything(to)).toEqual(before);

    expect((await bring(to, bytes, { overwrite: true })).strange).toEqual([]);
    const after = await everything(to);
    expect(after.unreachable_chat).toEqual([]);
    expect(after.purchase).toEqual((await everything(from)).purchase);
    expect(after.not_ours).toEqual(['(1)']);

    // a backup with it has no place for it in a database of spndr alone
    const clean = await databaseOfTest({ migrated: false });
    expect((await bring(clean, await backup(to))).strange).toEqual(['not_ours']);
    expect((await everything(clean)).purchase).toEqual(after.purchase);
  });

  it('stays while spndr works on it', async () => {
    const from = await databaseOfTest();
    const bytes = await backup(from);
    await connected(from, async () => {
      await expect(bring(from, bytes, { overwrite: true })).rejects.toThrow(
        /spndr is running on this database: stop it/,
      );
    });
    await bring(from, bytes, { overwrite: true });
  });

  it('comes back from a backup of an older spndr with the migrations since', async () => {
    const from = await databaseOfTest();
    await fill(from);
    const was = await everything(from);
    const last = await migrateDown(from, () => {});
    const bytes = await backup(from);
    const to = await databaseOfTest({ migrated: false });
    expect((await bring(to, bytes)).migrated).toEqual([last]);
    expect((await everything(to)).purchase).toEqual(was.purchase);
  });

  it('stays when the backup comes too late to its end: what beforeCommit throws undoes everything', async () => {
    const from = await databaseOfTest();
    await fill(from);
    const bytes = await backup(from);
    const to = await databaseOfTest({ migrated: false });
    const archive = unpack(inPieces(bytes), { passphrase: async () => '' });
    const beforeCommit = () => Promise.reject(new Error('no room for the pepper'));
    await expect(restore({ url: to, archive, overwrite: false, beforeCommit })).rejects.toThrow(/no room/);
    expect(await everything(to)).toEqual({});
  });
});

describe('a file that is not whole', () => {
  it.each([null, 'correct horse battery'])(
    'is refused wherever it was changed or cut (%s)',
    async (passphrase) => {
      const from = await databaseOfTest();
      await fill(from);
      const bytes = await backup(from, passphrase);
      const to = await databaseOfTest();
      await query(to, "insert into unreachable_chat values (1, 2, 'gone')");
      const before = await everything(to);
      const options = { overwrite: true, ...(passphrase === null ? {} : { passphrase }) };
      const refused = /^(the backup .*: use another backup|this is not the passphrase of this backup: )/;

      // bytes 4 to 9 of a gzip file are its time and system, which nothing hangs on
      const first = passphrase === null ? 10 : 0;
      const step = (bytes.length - first) / 8;
      for (let at = first; at < bytes.length; at += step) {
        const changed = Buffer.from(bytes);
        const place = Math.floor(at);
        changed[place] = (changed[place] ?? 0) ^ 0x41;
        await expect(bring(to, changed, options), `changed at ${place}`).rejects.toThrow(refused);
      }
      for (const length of [0, 30, bytes.length / 2, bytes.length - 1]) {
        const cut = bytes.subarray(0, Math.floor(length));
        await expect(bring(to, cut, options), `cut at ${length}`).rejects.toThrow(refused);
      }
      expect(await everything(to)).toEqual(before);
    },
  );

  it('says what is wrong: the passphrase, or that it is something else', async () => {
    const from = await databaseOfTest();
    const bytes = await backup(from, 'correct horse battery');
    await expect(bring(from, bytes, { passphrase: 'wrong horse' })).rejects.toThrow(
      /not the passphrase of this backup/,
    );
    await expect(bring(from, Buffer.from('PGDMP not ours at all'))).rejects.toThrow(
      /is not one that spndr made/,
    );
    await expect(bring(from, Buffer.alloc(0))).rejects.toThrow(/is an empty file/);
  });

  it('is refused when its sums are not what it holds, even with good checksums', async () => {
    const from = await databaseOfTest();
    await fill(from);
    const parts: Member[] = [];
    const archive = snapshot({ url: from, version: '1', pepper: null, includePepper: false });
    for await (const member of readTar(archive)) parts.push(member);
    const forged = parts.map(({ name, bytes }) =>
      name.startsWith('tables/purchase/')
        ? { name, bytes: Buffer.from(bytes.toString().replace('\titem 3\t21\t', '\titem 3\t22\t')) }
        : { name, bytes },
    );
    const checksums = forged
      .slice(0, -1)
      .map(({ name, bytes }) => checksumLine(name, bytes))
      .join('');
    forged[forged.length - 1] = { name: 'checksums.sha256', bytes: Buffer.from(checksums) };
    const file = Buffer.concat([...forged.map((member) => tarMember(member, new Date())), tarEnd]);
    const to = await databaseOfTest({ migrated: false });
    await expect(restore({ url: to, archive: inPieces(file), overwrite: false })).rejects.toThrow(
      /says something other than what it holds about account 2 \(purchase\)/,
    );
    expect(await everything(to)).toEqual({});
  });
});
