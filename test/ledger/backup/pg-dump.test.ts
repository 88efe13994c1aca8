import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, it, type TestContext, vi } from 'vitest';
import * as backupCommand from '../../../src/cli/commands/backup.ts';
import { backupsInto } from '../../../src/daemon/schedules/backups.ts';
import { backupTo } from '../../../src/ledger/backup/file.ts';
import type { Format } from '../../../src/ledger/backup/format.ts';
import { checksumLine, type Manifest, parseManifest } from '../../../src/ledger/backup/manifest.ts';
import { pack, unpack } from '../../../src/ledger/backup/pack.ts';
import { restore } from '../../../src/ledger/backup/restore.ts';
import { parseKeep } from '../../../src/ledger/backup/rotation.ts';
import { snapshot } from '../../../src/ledger/backup/snapshot.ts';
import { type Member, readTar, tarEnd, tarMember } from '../../../src/ledger/backup/tar.ts';
import { openEmbedded } from '../../../src/ledger/embedded/embedded.ts';
import { migrateDown, migrateUp, migrationState } from '../../../src/ledger/storage/migrate.ts';
import { rolesSql } from '../../../src/ledger/storage/roles.ts';
import { runCli } from '../../helpers/cli.ts';
import { runCommand } from '../../helpers/command.ts';
import { everything, fill } from '../../helpers/filled.ts';
import { freshDatabase, query, type TestDatabase } from '../../helpers/postgres.ts';
import { onPath } from '../../helpers/programs.ts';
import { type SystemPostgres, startSystemPostgres } from '../../helpers/system-postgres.ts';
import { certificates, tlsBefore } from '../../helpers/tls.ts';

vi.setConfig({ testTimeout: 120_000 });

/** So many that what pg_dump writes of them has more than one part. */
const purchases = 3000;

let server: Promise<SystemPostgres> | null = null;
let count = 0;
const opened: TestDatabase[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const database of opened.splice(0)) await database.drop();
});
afterAll(async () => (await server)?.stop());

/** A database of a server that pg_dump is made for: filled, as a copy of that, or empty. */
async function onServer(context: TestContext, kind: 'filled' | 'empty'): Promise<string> {
  server ??= startSystemPostgres(context).then(async (started) => {
    await query(started.url, 'create database filled');
    const url = started.url.replace(/postgres$/, 'filled');
    await migrateUp(url, () => {});
    await fill(url, purchases);
    return started;
  });
  const { url } = await server.catch((error) => {
    server = null;
    throw error;
  });
  count += 1;
  await query(
    url,
    `create database d${count} template ${kind === 'filled' ? 'filled' : 'template1'} strategy file_copy`,
  );
  return url.replace(/postgres$/, `d${count}`);
}

/** A database of the newer server that all tests share. */
async function onNewer(migrated: boolean): Promise<string> {
  const made = await freshDatabase({ migrated });
  opened.push(made);
  return made.url;
}

const archiveOf = (url: string, options: { format?: Format; onManifest?: (told: Manifest) => void } = {}) =>
  snapshot({
    url,
    version: '1',
    pepper: 'p'.repeat(43),
    includePepper: false,
    format: 'pg_dump',
    ...options,
  });

async function collected(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

function bring(url: string, bytes: Buffer, { overwrite = false } = {}) {
  return restore({ url, archive: unpack(inPieces(bytes), { passphrase: async () => '' }), overwrite });
}

/** What is left as it was; of the rest, what was under way stands still, and what means nothing later is gone. */
function lasting(all: Record<string, string[]>): Record<string, string[]> {
  const { outbox: _, dead_letter: __, buffered_update: ___, daemon: ____, poll_lease: _____, ...rest } = all;
  return rest;
}

/** Puts scripts before what is on the PATH, or in place of it. Their folder. */
async function programs(scripts: Record<string, string>, alone = false): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'programs-'));
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', alone ? folder : `${folder}${delimiter}${process.env.PATH}`);
  return folder;
}

describe('a backup whose rows pg_dump wrote', () => {
  it('comes back into an empty database, of that Postgres or a newer one, as it was', async (context) => {
    const from = await onServer(context, 'filled');
    const told: Manifest[] = [];
    const archive = archiveOf(from, { format: 'auto', onManifest: (one) => void told.push(one) });
    const bytes = await collected(pack(archive, null));
    expect(told).toMatchObject([{ format: 2, pgDump: expect.stringMatching(/^\d+\.\d/) }]);
    const was = await everything(from);
    expect(was.purchase).toHaveLength(purchases);
    for (const to of [await onServer(context, 'empty'), await onNewer(false)]) {
      const { manifest, replies } = await bring(to, bytes);
      expect([manifest]).toEqual(told);
      const is = await everything(to);
      expect(Object.keys(is)).toEqual(Object.keys(was));
      expect(lasting(is)).toEqual(lasting(was));
      // what was under way stands still
      expect(replies).toBe(2);
      expect(await query(to, 'select distinct state from outbox')).toEqual([{ state: 'failed' }]);
      expect(await query(to, 'select retry_at from dead_letter')).toEqual([{ retry_at: null }]);
      expect([is.buffered_update, is.poll_lease]).toEqual([[], []]);
      // the next numbers are not those that are taken
      const next =
        'insert into change (account_id, person_id, person_name, kind, state) values (1, 1, $1, $2, $3) returning id';
      expect(await query(to, next, ['x', 'record', 'done'])).toEqual([{ id: '3' }]);
    }
  });

  it('is a file of pg_dump for whoever has no spndr', async (context) => {
    const from = await onServer(context, 'filled');
    const folder = await mkdtemp(join(tmpdir(), 'plain-'));
    const file = join(folder, 'spndr.tar.gz');
    await writeFile(file, await collected(pack(archiveOf(from), null)));
    const to = await onServer(context, 'empty');
    const { hostname, port, username, password, pathname } = new URL(to);
    const env = {
      ...process.env,
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: username,
      PGPASSWORD: password,
    };
    const restoring = `tar xzOf ${file} dump.custom | pg_restore --exit-on-error --dbname=${pathname.slice(1)}`;
    await promisify(execFile)('sh', ['-c', restoring], { env });
    expect(await everything(to)).toEqual({
      ...(await everything(from)),
      buffered_update: [],
      poll_lease: [],
    });
    expect((await migrationState(to)).pending).toEqual([]);
    const extracting = `cd ${folder} && tar xzf ${file} && sha256sum -c checksums.sha256 && cat dump.custom/* | pg_restore --list`;
    const { stdout } = await promisify(execFile)('sh', ['-c', extracting], { env });
    expect(stdout).toMatch(
      /dump\.custom\/000002: OK\n[\s\S]*Format: CUSTOM[\s\S]*TABLE DATA public purchase spndr/,
    );
  });

  it('is of one moment, while others write', async (context) => {
    const from = await onServer(context, 'filled');
    const archive = archiveOf(from);
    const pieces = [(await archive.next()).value as Buffer];
    // after the manifest is read, before pg_dump begins
    await query(from, "update purchase set amount = 1, currency = 'CHF'");
    await query(from, 'delete from account where id = 2');
    for await (const piece of archive) pieces.push(piece);
    const to = await onNewer(false);
    await restore({ url: to, archive: inPieces(Buffer.concat(pieces)), overwrite: false });
    const left =
      "select count(*)::int, count(distinct account_id)::int as accounts from purchase where currency <> 'CHF'";
    expect(await query(to, left)).toEqual([{ count: purchases, accounts: 2 }]);
  });

  it('may be of an older spndr, and has tables of others, which have no place in a restore', async (context) => {
    const from = await onServer(context, 'filled');
    const last = await migrateDown(from, () => {});
    await query(from, 'create table "Not, (ours)" ("a, b" int, "c""d" text, "select" text)');
    await query(from, `insert into "Not, (ours)" values (1, '\\.', E'\\\\.\\n\\\\.\\n')`);
    const bytes = await collected(pack(archiveOf(from), null));
    const to = await onNewer(false);
    expect(await bring(to, bytes)).toMatchObject({ migrated: [last], strange: ['Not, (ours)'] });
    expect((await everything(to)).purchase).toHaveLength(purchases);
  });

  it('is refused wherever it was changed or cut, and changes nothing', async (context) => {
    const bytes = await collected(pack(archiveOf(await onServer(context, 'filled')), null));
    const to = await onNewer(true);
    await query(to, "insert into unreachable_chat values (1, 2, 'gone')");
    const before = await everything(to);
    const refused = /^the backup .*: use another backup/;
    for (let at = 10; at < bytes.length; at += bytes.length / 4) {
      const changed = Buffer.from(bytes);
      const place = Math.floor(at);
      changed[place] = (changed[place] ?? 0) ^ 0x41;
      await expect(bring(to, changed, { overwrite: true }), `changed at ${place}`).rejects.toThrow(refused);
    }
    for (const length of [bytes.length / 2, bytes.length - 1]) {
      const cut = bytes.subarray(0, Math.floor(length));
      await expect(bring(to, cut, { overwrite: true }), `cut at ${length}`).rejects.toThrow(refused);
    }
    expect(await everything(to)).toEqual(before);
  });

  it('is refused when what pg_dump wrote is not what the rest says, even with good checksums', async (context) => {
    const from = await onServer(context, 'filled');
    const members: Member[] = [];
    for await (const member of readTar(archiveOf(from))) members.push(member);
    await query(from, "update purchase set amount = amount + 1 where item = 'item 3'");
    const later: Member[] = [];
    for await (const member of readTar(archiveOf(from))) later.push(member);
    const forged = (dump: (member: Member) => Buffer) => {
      const all = members.map((member) =>
        member.name.startsWith('dump.custom/') ? { ...member, bytes: dump(member) } : member,
      );
      const checksums = all.slice(0, -1).map(({ name, bytes }) => checksumLine(name, bytes));
      all[all.length - 1] = { name: 'checksums.sha256', bytes: Buffer.from(checksums.join('')) };
      return inPieces(Buffer.concat([...all.map((member) => tarMember(member, new Date())), tarEnd]));
    };
    const to = await onNewer(false);
    // as long as the other, so that its parts have the same names
    const other = forged(({ name }) => later.find((one) => one.name === name)!.bytes);
    await expect(restore({ url: to, archive: other, overwrite: false })).rejects.toThrow(
      /says something other than what it holds about account \d+ \((day_total|purchase)\)/,
    );
    const noise = forged(({ bytes }) => Buffer.alloc(bytes.length, 'noise'));
    await expect(restore({ url: to, archive: noise, overwrite: false })).rejects.toThrow(/is damaged/);
    expect(await everything(to)).toEqual({});
  });

  it('is brought to an empty machine by spndr restore, which knows by itself who wrote it', async (context) => {
    const from = await onServer(context, 'filled');
    const folder = await mkdtemp(join(tmpdir(), 'machines-'));
    const [file, dataDir] = [join(folder, 'spndr.sealed'), join(tmpdir(), randomUUID())];
    const passphrase = { SPNDR_BACKUP_PASSPHRASE: 'correct horse battery' };
    const was = { env: { DATABASE_URL: from, ...passphrase } };
    expect(await runCli(['backup', '--format', 'pg_dump', file], was)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^backed up .* bytes, encrypted, format pg_dump \(\d+\.\S+\)\n$/),
    });
    expect(await runCli(['restore', '--verify', file], was)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/is whole: 7,\d+ rows of \d+ tables, 2 accounts, .* every sum as it was/),
    });
    const restored = await runCli(['restore', file], { env: { SPNDR_DATA_DIR: dataDir, ...passphrase } });
    expect(restored).toMatchObject({ code: 0, stderr: expect.stringContaining('2 replies were waiting') });
    const machine = await openEmbedded(dataDir, () => {});
    try {
      expect(lasting(await everything(machine.url))).toEqual(lasting(await everything(from)));
    } finally {
      await machine.stop();
    }
  });

  it('is made by the schedule, too', async (context) => {
    const url = await onServer(context, 'filled');
    const directory = await mkdtemp(join(tmpdir(), 'scheduled-'));
    const lines: Record<string, unknown>[] = [];
    const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const make = backupsInto(
      { directory, schedule: '@daily', keep: parseKeep('2')! },
      { url, version: '1', pepper: 'p', format: 'auto', passphrase: null, log },
    );
    expect(await make(new Date('2026-01-31T03:30:00Z'), new AbortController().signal)).toBe('made');
    expect(lines).toMatchObject([{ msg: 'made a backup', pgDump: expect.stringMatching(/^\d+\.\d/) }]);
    const to = await onNewer(false);
    const { manifest } = await bring(to, await readFile(join(directory, 'spndr-20260131T033000Z.tar.gz')));
    expect(manifest.format).toBe(2);
  });
});

describe('pg_dump', () => {
  it('learns the password from a file that nobody else can read, and that is gone right after', async (context) => {
    const from = await onServer(context, 'filled');
    await query(from, `create role clerk login superuser password 'a:b\\c d'`);
    const url = new URL(from);
    [url.username, url.password] = ['clerk', encodeURIComponent('a:b\\c d')];
    vi.stubEnv('DATABASE_URL', url.href);
    const real = onPath('pg_dump');
    const folder = await programs({
      pg_dump: `if [ "$1" = --version ]; then exec ${real} "$@"; fi
        here=$(dirname "$0"); printf '%s\\n' "$@" > "$here/args"; env > "$here/env"
        stat -c '%a' "$PGPASSFILE" "$(dirname "$PGPASSFILE")" > "$here/modes"
        exec ${real} "$@"`,
    });
    await collected(archiveOf(url.href));
    const text = (name: string) => readFile(join(folder, name), 'utf8');
    expect(await text('args')).toContain('--format=custom');
    expect(await text('args')).not.toMatch(/a:b|clerk/);
    expect(await text('env')).not.toMatch(/a:b|a%3Ab|DATABASE_URL/);
    expect(await text('modes')).toBe('600\n700\n');
    const [, passfile] = /PGPASSFILE=(.*)/.exec(await text('env')) ?? [];
    await expect(stat(dirname(passfile!))).rejects.toThrow('ENOENT');
  });

  it('trusts the certificates that spndr trusts', async (context) => {
    const url = new URL(await onServer(context, 'filled'));
    const proxy = await tlsBefore(Number(url.port), { negotiates: true });
    try {
      [url.hostname, url.port] = ['localhost', String(proxy.port)];
      url.searchParams.set('sslmode', 'verify-full');
      url.searchParams.set('sslrootcert', certificates.authority);
      const real = onPath('pg_dump');
      const folder = await programs({ pg_dump: `env > "$(dirname "$0")/env"; exec ${real} "$@"` });
      expect((await collected(archiveOf(url.href))).length).toBeGreaterThan(100_000);
      expect(await readFile(join(folder, 'env'), 'utf8')).toContain('PGSSLMODE=verify-full');
    } finally {
      proxy.stop();
    }
  });

  it('that fails fails the backup, saying why', async (context) => {
    const from = await onServer(context, 'filled');
    await programs({
      pg_dump: `if [ "$1" = --version ]; then exec ${onPath('pg_dump')} "$@"; fi
        head -c 3000000 /dev/zero; echo 'pg_dump: error: the disk is on fire' >&2; exit 1`,
    });
    await expect(collected(archiveOf(from))).rejects.toThrow(
      /^pg_dump failed \(the disk is on fire\): mend that, or leave it to spndr with --format snapshot \(SPNDR_BACKUP_FORMAT=snapshot\)$/,
    );
  });

  it('ends with a backup that is stopped', async (context) => {
    const from = await onServer(context, 'filled');
    const folder = await programs({
      pg_dump: `if [ "$1" = --version ]; then exec ${onPath('pg_dump')} "$@"; fi
        echo $$ > "$(dirname "$0")/pid"; exec cat /dev/urandom`,
    });
    const stop = new AbortController();
    const made = backupTo(async () => stop.abort(), {
      url: from,
      version: '1',
      pepper: null,
      passphrase: null,
      format: 'pg_dump',
      signal: stop.signal,
    });
    await expect(made).rejects.toThrow(/aborted/);
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    const lives = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(lives).toBe(false);
  });

  it('is left out where it is missing, too old or lacks rights; refused where it is asked for', async (context) => {
    const formatOf = async (url: string) => {
      const told: Manifest[] = [];
      await collected(archiveOf(url, { format: 'auto', onManifest: (one) => void told.push(one) }));
      return told[0]?.format;
    };
    const url = await onNewer(true);
    await programs({ pg_dump: 'echo "pg_dump (PostgreSQL) 9.6.24"' });
    expect(await formatOf(url)).toBe(1);
    await expect(collected(archiveOf(url))).rejects.toThrow(
      /^pg_dump 9\.6\.24 is too old for PostgreSQL 18: put that of 18 or later on the PATH, or leave it to spndr/,
    );
    await programs({}, true);
    expect(await formatOf(url)).toBe(1);
    await expect(collected(archiveOf(url))).rejects.toThrow(
      /^there is no pg_dump on the PATH: install that of PostgreSQL 18 or later .*, or leave it to spndr with --format/,
    );
    await programs({ pg_dump: 'echo "pg_dump (PostgreSQL) 9.6.24"' });
    const file = join(await mkdtemp(join(tmpdir(), 'told-')), 'spndr.tar.gz');
    const told = (args: readonly string[], env = {}) =>
      runCommand(backupCommand.define, ['backup', ...args, file], { databaseUrl: url, env });
    expect(await told([])).toMatchObject({ code: 0, stdout: expect.stringMatching(/, format snapshot\n$/) });
    expect(JSON.parse((await told(['--json'])).stdout)).toMatchObject({ format: 1, pgDump: null });
    const asked = { SPNDR_BACKUP_FORMAT: 'pg_dump' };
    for (const refused of [await told(['--format', 'pg_dump']), await told([], asked)])
      expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('9.6.24 is too old') });
    expect((await told(['--format', 'snapshot'], asked)).code).toBe(0);
    expect((await told(['--format', 'tar'])).code).toBe(1);
    vi.unstubAllEnvs();

    const clerks = new URL(await onServer(context, 'filled'));
    await query(
      clerks.href,
      `create role reader login password 'secret'; grant select on all tables in schema public to reader;
       grant usage on all sequences in schema public to reader`,
    );
    const readers = Object.assign(new URL(clerks), { username: 'reader' }).href;
    expect(await formatOf(readers)).toBe(1);
    await expect(collected(archiveOf(readers))).rejects.toThrow(
      /may not read sequences.*apply `spndr db roles` again/,
    );
    const database = clerks.pathname.slice(1);
    await query(clerks.href, rolesSql({ database, owner: 'holder', runtime: 'reader' }));
    expect(await formatOf(readers)).toBe(2);
  });
});

it('a backup of a spndr that knew no pg_dump is one that spndr wrote; one of a later format is refused', async () => {
  const archive = readTar(archiveOf(await onNewer(true), { format: 'snapshot' }));
  const { pgDump, ...told } = JSON.parse((await archive.next()).value.bytes.toString());
  await archive.return(undefined);
  expect([told.format, pgDump]).toEqual([1, null]);
  const parsed = (manifest: object) => parseManifest(Buffer.from(JSON.stringify(manifest)));
  expect(parsed(told)).toEqual({ ...told, pgDump: null });
  expect(() => parsed({ ...told, format: 3 })).toThrow(/made by a newer spndr: install that version/);
});

it('without a pg_restore that reads it, a restore is refused before anything is touched', async (context) => {
  const bytes = await collected(pack(archiveOf(await onServer(context, 'filled')), null));
  const to = await onNewer(true);
  await query(to, "insert into unreachable_chat values (1, 2, 'gone')");
  const before = await everything(to);
  await programs({ pg_restore: 'echo "pg_restore (PostgreSQL) 9.6.24"' });
  await expect(bring(to, bytes, { overwrite: true })).rejects.toThrow(
    /^pg_dump \S+ wrote this backup and pg_restore 9\.6\.24 is too old to read it: install that of PostgreSQL \d+ or later/,
  );
  await programs({}, true);
  await expect(bring(to, bytes, { overwrite: true })).rejects.toThrow(
    /^pg_dump \S+ wrote this backup and there is no pg_restore on the PATH: install that of .*; nothing was changed$/,
  );
  expect(await everything(to)).toEqual(before);
});
