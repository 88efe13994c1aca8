import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { preparePlace } from '../../../src/ledger/embedded/account.ts';
import { findBinaries, packagedPostgres } from '../../../src/ledger/embedded/binaries.ts';
import { type EmbeddedPostgres, openEmbedded } from '../../../src/ledger/embedded/embedded.ts';
import { fullDisk, run } from '../../../src/ledger/embedded/run.ts';
import { query } from '../../helpers/postgres.ts';

const asRoot = process.getuid?.() === 0;
const quiet = () => {};
const opened: EmbeddedPostgres[] = [];

afterEach(async () => {
  for (const postgres of opened.splice(0)) await postgres.stop();
});

describe('a data directory without a database', () => {
  it('gets one that only spndr can enter, on the loopback interface', async () => {
    const dataDir = newDataDir();
    const lines: string[] = [];
    const postgres = await open(dataDir, (line) => lines.push(line));

    expect(lines.at(-1)).toBe(`making the database in ${dataDir}/database`);
    const cluster = await stat(join(dataDir, 'database'));
    expect(cluster.mode & 0o777).toBe(0o700);
    expect(cluster.uid === 0).toBe(false);
    expect((await stat(join(dataDir, 'database', 'spndr.password'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(asRoot ? 0o711 : 0o700);

    expect(await setting(postgres.url, 'listen_addresses')).toBe('127.0.0.1');
    expect(await setting(postgres.url, 'unix_socket_directories')).toBe('');
    expect(await setting(postgres.url, 'fsync')).toBe('on');
    expect(await query(postgres.url, "select lower('ÄÖ') as lower")).toEqual([{ lower: 'äö' }]);
    const wrong = new URL(postgres.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('may be opened by two at the same moment: one server, and both use it', async () => {
    const dataDir = newDataDir();
    const [one, other] = await Promise.all([open(dataDir), open(dataDir)]);
    expect(one.url).toBe(other.url);
    expect(await query(one.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(dataDir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a server that runs already', () => {
  it('is adopted, and stopped by the last one that uses it', async () => {
    const dataDir = newDataDir();
    const first = await open(dataDir);
    const second = await open(dataDir);
    expect(second.url).toBe(first.url);

    await first.stop();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    await expect(query(second.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    expect(await readdir(join(dataDir, 'database'))).not.toContain('postmaster.pid');
  });

  it('is never handed to one who opens while another stops it', async () => {
    const dataDir = newDataDir();
    let current = await open(dataDir);
    for (let round = 0; round < 2; round += 1) {
      const [, next] = await Promise.all([current.stop(), open(dataDir)]);
      expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      current = next;
    }
  });

  it('keeps what was committed when it is stopped and started', async () => {
    const dataDir = newDataDir();
    const before = await open(dataDir);
    await query(before.url, 'create table kept as select 42 as answer');
    await before.stop();
    await before.stop();
    const after = await open(dataDir);
    expect(await query(after.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});

describe('after a crash', () => {
  it('the server is started again on the same port while it is in use', async () => {
    const lines: string[] = [];
    const dataDir = newDataDir();
    const postgres = await open(dataDir, (line) => lines.push(line));
    await query(postgres.url, 'create table kept as select 42 as answer');
    process.kill(await postmasterPid(dataDir), 'SIGKILL');

    expect(await eventually(() => query(postgres.url, 'select answer from kept'))).toEqual([{ answer: 42 }]);
    expect(lines).toContain('the embedded Postgres has died: starting it again');
    await postgres.stop();
    await expect(query(postgres.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('the postmaster.pid that names nobody, or by now some other process, is no obstacle', async () => {
    const dataDir = newDataDir();
    await (await open(dataDir)).stop();
    const pidFile = join(dataDir, 'database', 'postmaster.pid');
    // this process lives, and belongs to the user that the server of an ordinary user belongs to
    for (const pid of [2 ** 22 + 1, process.pid]) {
      await writeFile(pidFile, `${pid}\n${dataDir}/database\n1700000000\n1\n\n127.0.0.1\n\nready   \n`);
      const postgres = await open(dataDir);
      expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await postgres.stop();
    }
  });

  it('what a process that died half-way left behind is removed once it is old', async () => {
    const dataDir = newDataDir();
    const [old, young, strange] = [
      `database.${randomUUID()}.tmp`,
      `database.${randomUUID()}.tmp`,
      'notes.tmp',
    ];
    for (const name of [old, young, strange]) await mkdir(join(dataDir, name), { recursive: true });
    const hoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const name of [old, strange]) await utimes(join(dataDir, name), hoursAgo, hoursAgo);
    await open(dataDir);
    expect(await readdir(dataDir)).not.toContain(old);
    expect(await readdir(dataDir)).toEqual(expect.arrayContaining([young, strange]));
  });
});

describe('what cannot be opened is refused with a sentence', () => {
  it('a database of another Postgres', async () => {
    const dataDir = newDataDir();
    await mkdir(join(dataDir, 'database'), { recursive: true });
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '17\n');
    if (asRoot) await giveToServer(dataDir);
    await expect(open(dataDir)).rejects.toThrow(
      /made by Postgres 17 and this spndr brings Postgres 18: run `spndr db upgrade`/,
    );
  });

  it('something else than a database', async () => {
    const dataDir = newDataDir();
    await mkdir(join(dataDir, 'database'), { recursive: true });
    await writeFile(join(dataDir, 'database', 'holiday.jpg'), '');
    if (asRoot) await giveToServer(dataDir);
    await expect(open(dataDir)).rejects.toThrow(/something other than a database: move it away/);
  });

  it('a configuration that Postgres rejects, with the reason that it logged', async () => {
    const dataDir = newDataDir();
    await (await open(dataDir)).stop();
    await writeFile(join(dataDir, 'database', 'postgresql.conf'), 'max_connections = none\n', { flag: 'a' });
    await expect(open(dataDir)).rejects.toThrow(/does not start: .*postgresql.conf.*database\.log/);
  });

  it.each([
    'could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 10; HINT:  Check free disk space.',
    'FATAL:  could not write to file "pg_wal/xlogtemp.24997": No space left on device',
    'could not write file "postmaster.opts": Disk quota exceeded',
  ])('a full disk, with what to do: %s', (said) => {
    expect(fullDisk(said)).toBe(
      'no space is left there: free some, or set SPNDR_DATA_DIR to a larger file system',
    );
    expect(fullDisk('FATAL:  checkpoint request failed')).toBeNull();
  });

  it.runIf(asRoot)('(root) a place that the server’s account cannot reach', async () => {
    const home = newDataDir();
    await mkdir(home, { mode: 0o700 });
    const refused = await open(join(home, 'data')).catch((error: Error) => error.message);
    expect(refused).toMatch(/Postgres runs as \w+, which may not enter .*: set SPNDR_DATA_DIR .*chmod o\+x/);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
  });
});

describe.runIf(asRoot)('(root) the data directory can be passed by the server’s account, not read', () => {
  it('when it was there before, closed', async () => {
    const dataDir = newDataDir();
    await mkdir(dataDir, { mode: 0o700 });
    await preparePlace(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
  });

  it('when a strict umask would close it and those above it', async () => {
    const above = newDataDir();
    const umask = process.umask(0o077);
    try {
      await preparePlace(join(above, 'data'));
    } finally {
      process.umask(umask);
    }
    for (const made of [above, join(above, 'data')]) expect((await stat(made)).mode & 0o777).toBe(0o711);
  });
});

describe('the programs', () => {
  it('are copied once where they cannot be used: below a private home, or without their links', async () => {
    const dataDir = newDataDir();
    const home = join(tmpdir(), randomUUID());
    const { account } = await preparePlace(dataDir);
    const { native, version } = await packagedPostgres();
    await mkdir(home);
    await cp(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const name of await readdir(join(home, 'native', 'lib'))) {
      const path = join(home, 'native', 'lib', name);
      if ((await lstat(path)).isSymbolicLink()) await rm(path);
    }
    await chmod(home, 0o700);

    const lines: string[] = [];
    const hidden = { native: join(home, 'native'), version };
    const find = () => findBinaries(dataDir, account, (line) => lines.push(line), hidden);
    const [one, other] = await Promise.all([find(), find()]);
    expect(dirname(one.initdb)).toMatch(/postgres-18[^/]*\/bin$/);
    expect(one).toEqual(other);
    expect(await run(one.initdb, ['--version'], account, dataDir)).toMatchObject({ problem: null });
    expect((await readdir(dataDir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const copied = lines.length;
    await find();
    expect(lines).toHaveLength(copied);
  });
});

async function open(dataDir: string, report: (line: string) => void = quiet): Promise<EmbeddedPostgres> {
  const postgres = await openEmbedded(dataDir, report);
  opened.push(postgres);
  return postgres;
}

/** A directory that does not exist yet, in one that every user may enter. */
function newDataDir(): string {
  return join(tmpdir(), randomUUID());
}

async function giveToServer(dataDir: string): Promise<void> {
  const { account } = await preparePlace(newDataDir());
  await run('chown', ['-R', String(account!.uid), join(dataDir, 'database')], null, dataDir);
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'database', 'postmaster.pid'), 'utf8'), 10);
}

async function setting(url: string, name: string): Promise<unknown> {
  return (await query(url, `select current_setting('${name}') as value`))[0]?.value;
}

/** The server of another process can only be asked again and again. */
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await ask();
    } catch {
      await delay(50);
    }
  }
  return ask();
}
