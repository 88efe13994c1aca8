import { randomUUID } from 'node:crypto';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../../src/daemon/clock.ts';
import { backupsInto, startBackups } from '../../../src/daemon/schedules/backups.ts';
import { backupName, parseKeep, superfluous } from '../../../src/ledger/backup/rotation.ts';
import { latestRuns, runOnce } from '../../../src/ledger/backup/runs.ts';
import { connected } from '../../../src/ledger/storage/migrate.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { runCli } from '../../helpers/cli.ts';
import { type RunningDaemon, spawnDaemon } from '../../helpers/daemon.ts';
import { databaseOfTest, query } from '../../helpers/postgres.ts';

/** A clock that jumps to the end of each sleep, until it has slept `sleeps` times; then it stands. */
function jumpingClock(start: string, sleeps: number): { clock: Clock; stands: Promise<void> } {
  let now = new Date(start).getTime();
  let left = sleeps;
  let stand = () => {};
  const stands = new Promise<void>((resolve) => {
    stand = resolve;
  });
  const clock: Clock = {
    monotonicMs: () => now,
    now: () => new Date(now),
    async sleep(ms, signal) {
      if (left > 0) {
        left -= 1;
        now += ms;
        return;
      }
      stand();
      await new Promise<void>((end) => {
        if (signal?.aborted) end();
        signal?.addEventListener('abort', () => end(), { once: true });
      });
    },
  };
  return { clock, stands };
}

function logLines() {
  const lines: { msg: string }[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

describe('the schedule', () => {
  it('has the last one that was missed made at the start, then each when it is due, in local time', async () => {
    const { clock, stands } = jumpingClock('2026-03-27T12:00:00Z', 100);
    const made: string[] = [];
    const backups = startBackups({
      schedule: '30 3 * * *',
      timeZone: 'Europe/Berlin',
      clock,
      log: logLines().log,
      async make(dueAt) {
        const at = `${dueAt.toISOString()} at ${clock.now().toISOString()}`;
        const isNew = !made.some((one) => one.startsWith(dueAt.toISOString()));
        if (isNew) made.push(at);
        return isNew ? 'made' : 'done';
      },
    });
    await stands;
    await backups.stop();
    // summer time began on the 29th
    expect(made).toEqual([
      '2026-03-27T02:30:00.000Z at 2026-03-27T12:00:00.000Z',
      '2026-03-28T02:30:00.000Z at 2026-03-28T02:30:00.000Z',
      '2026-03-29T01:30:00.000Z at 2026-03-29T01:30:00.000Z',
      '2026-03-30T01:30:00.000Z at 2026-03-30T01:30:00.000Z',
      '2026-03-31T01:30:00.000Z at 2026-03-31T01:30:00.000Z',
    ]);
  });

  it('tries again after a failure, later each time, and while another daemon is at it', async () => {
    const { clock, stands } = jumpingClock('2026-03-27T12:00:00Z', 5);
    const { log, lines } = logLines();
    const outcomes = ['failed', 'failed', 'busy', 'done'];
    const minutes: number[] = [];
    const backups = startBackups({
      schedule: '@daily',
      timeZone: 'UTC',
      clock,
      log,
      async make() {
        const outcome = outcomes.shift();
        if (outcome === undefined) return 'done';
        minutes.push((clock.now().getTime() - new Date('2026-03-27T12:00:00Z').getTime()) / 60_000);
        if (outcome === 'failed') throw new Error('no room');
        return outcome as 'busy' | 'done';
      },
    });
    await stands;
    await backups.stop();
    expect(minutes).toEqual([0, 1, 3, 7]);
    expect(lines.map(({ msg }) => msg)).toEqual(Array(2).fill('the backup failed; trying again'));
  });
});

describe('the schedule of a disk that stays full', () => {
  it('tries at least once an hour, also after many hours', async () => {
    const { clock, stands } = jumpingClock('2026-03-01T12:00:00Z', 200);
    const moments: number[] = [];
    const backups = startBackups({
      schedule: '0 3 1 * *',
      timeZone: 'UTC',
      clock,
      log: logLines().log,
      async make() {
        moments.push(clock.now().getTime() / 60_000);
        throw new Error('no room');
      },
    });
    await stands;
    await backups.stop();
    const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
    expect(gaps.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(gaps.slice(8)).toEqual(gaps.slice(8).map(() => 60));
    expect(gaps.length).toBeGreaterThan(100);
  });
});

describe('the rotation', () => {
  it('keeps days, weeks and months, whatever else lies there', () => {
    const keep = parseKeep('7 daily, 4 weekly, 12 monthly')!;
    let names: string[] = ['notes.txt', 'spndr-20200101T000000Z.tar.gz.bak'];
    for (let day = 0; day < 500; day += 1) {
      names.push(backupName(new Date(Date.UTC(2025, 0, 1 + day, 3, 30)), day > 450));
      const old = superfluous(names, keep);
      names = names.filter((name) => !old.includes(name));
    }
    const days = names.slice(2).map((name) => name.slice(6, 14));
    expect(names.slice(0, 2)).toEqual(['notes.txt', 'spndr-20200101T000000Z.tar.gz.bak']);
    // May 15, 2026, a Friday, was the last day
    expect(days.slice(-7)).toEqual([
      '20260509',
      '20260510',
      '20260511',
      '20260512',
      '20260513',
      '20260514',
      '20260515',
    ]);
    expect(days).toEqual(
      expect.arrayContaining(['20260426', '20260503', '20250630', '20251231', '20260430']),
    );
    expect(days.length).toBe(7 + 2 + 11);
  });

  it('keeps the newest ones when a number is all that is said, and never none', () => {
    const names = [1, 2, 3, 4].map((day) => backupName(new Date(Date.UTC(2026, 0, day)), false));
    expect(superfluous(names, parseKeep('3')!)).toEqual([names[0]]);
    expect(superfluous(names, parseKeep('1 monthly')!)).toEqual(names.slice(0, 3).toReversed());
    for (const words of ['0', '', 'seven', '7 daily 4 weekly', '0 daily', '-1', '3 hourly'])
      expect(parseKeep(words), words).toBeNull();
  });
});

describe('backups into a directory', () => {
  const dueAt = new Date('2026-01-31T03:30:00Z');
  const never = new AbortController().signal;

  it('are made by one of several, once, and old ones go', async () => {
    const url = await databaseOfTest();
    const directory = join(tmpdir(), randomUUID(), 'made');
    const { log } = logLines();
    const plan = { directory, schedule: '@daily', keep: parseKeep('2')! };
    const daemon = () =>
      backupsInto(plan, { url, version: '1', pepper: 'p', format: 'auto', passphrase: null, log });
    const outcomes = await Promise.all([
      daemon()(dueAt, never),
      daemon()(dueAt, never),
      daemon()(dueAt, never),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1);
    expect(await daemon()(dueAt, never)).toBe('done');
    expect(await readdir(directory)).toEqual(['spndr-20260131T033000Z.tar.gz']);
    expect((await stat(join(directory, 'spndr-20260131T033000Z.tar.gz'))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);

    // what a daemon that was killed left behind, and what is not ours
    const draft = join(directory, 'spndr-20260131T033000Z.tar.gz.0123456789ab.tmp');
    for (const path of [draft, join(directory, 'notes')]) {
      await writeFile(path, 'x');
      await utimes(path, 0, 0);
    }
    for (const day of [1, 2]) await daemon()(new Date(Date.UTC(2026, 1, day)), never);
    expect((await readdir(directory)).sort()).toEqual([
      'notes',
      'spndr-20260201T000000Z.tar.gz',
      'spndr-20260202T000000Z.tar.gz',
    ]);
  });

  it('say in the history when they were finished, also when they were tried again', async () => {
    const url = await databaseOfTest();
    const ends: Date[] = [];
    const make = (file: string) =>
      runOnce(
        url,
        dueAt,
        async () => {
          const [row] = await query<{ at: Date }>(url, 'select clock_timestamp() as at');
          ends.push(row!.at);
          if (file === '') throw new Error('no room');
          return { file, bytes: 1 };
        },
        String,
      );
    const finishedAt = async () => (await connected(url, latestRuns))[0]!.finishedAt.getTime();
    await expect(make('')).rejects.toThrow('no room');
    expect(await finishedAt()).toBeGreaterThanOrEqual(ends[0]!.getTime());
    expect(await make('one')).toBe('made');
    expect(await finishedAt()).toBeGreaterThanOrEqual(ends[1]!.getTime());
  });

  it('that fail are seen in the history until they succeed; stopped ones leave nothing', async () => {
    const url = await databaseOfTest();
    const directory = join(tmpdir(), randomUUID());
    await writeFile(directory, 'not a directory');
    const { log } = logLines();
    const into = (path: string) =>
      backupsInto(
        { directory: path, schedule: '@daily', keep: parseKeep('2')! },
        { url, version: '1', pepper: 'p', format: 'auto', passphrase: null, log },
      );
    await expect(into(directory)(dueAt, never)).rejects.toThrow();
    const runs = () => connected(url, latestRuns);
    expect(await runs()).toMatchObject([{ dueAt, file: null, bytes: null, error: 'EEXIST' }]);

    const other = join(tmpdir(), randomUUID());
    await mkdir(other);
    await expect(into(other)(dueAt, AbortSignal.abort())).rejects.toThrow(/aborted/);
    expect(await readdir(other)).toEqual([]);
    expect(await into(other)(dueAt, never)).toBe('made');
    expect(await runs()).toMatchObject([{ dueAt, file: 'spndr-20260131T033000Z.tar.gz', error: null }]);
  });
});

it('a daemon makes backups as its flags say, whatever the settings say, and keeps the newest of them', {
  timeout: 60_000,
}, async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const [directory, other] = [join(tmpdir(), randomUUID()), join(tmpdir(), randomUUID())];
  await mkdir(directory);
  const older = [1, 2, 3].map((day) => backupName(new Date(Date.UTC(2020, 0, day)), false));
  for (const name of [...older, 'notes']) await writeFile(join(directory, name), 'x');
  const daemon = spawnDaemon({
    mode: 'polling',
    args: [`--backup-dir=${directory}`, '--backup-schedule=17 4 1 1 *', '--backup-keep=3'],
    env: {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: await databaseOfTest(),
      SPNDR_BACKUP_DIR: other,
      SPNDR_BACKUP_SCHEDULE: '@daily',
      SPNDR_BACKUP_KEEP: '1',
      TZ: 'UTC',
    },
  });
  onTestFinished(() => daemon.signal('SIGKILL'));
  const { file } = await daemon.logged('made a backup');
  await daemon.logged('removed an old backup');
  expect(await daemon.stop()).toBe(0);
  // the last one that was due
  expect(file).toMatch(/^spndr-\d{4}0101T041700Z\.tar\.gz$/);
  expect((await readdir(directory)).sort()).toEqual(['notes', ...older.slice(1), file]);
  await expect(stat(other)).rejects.toThrow('ENOENT');
});

it('two daemons make one backup at their start; a bot that is restored says nothing old', {
  timeout: 120_000,
}, async () => {
  const sandbox = await startSandbox();
  const running: RunningDaemon[] = [];
  try {
    const url = await databaseOfTest();
    const directory = join(tmpdir(), randomUUID());
    const env = {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      SPNDR_BACKUP_DIR: directory,
    };
    for (const _ of [1, 2])
      running.push(spawnDaemon({ mode: 'polling', env: { ...env, DATABASE_URL: url } }));
    await Promise.any(running.map((daemon) => daemon.logged('running')));
    const person = sandbox.person();
    person.say('hi');
    await person.nextAnswer();
    await Promise.any(running.map((daemon) => daemon.logged('made a backup')));
    for (const daemon of running.splice(0)) expect(await daemon.stop()).toBe(0);
    expect(await readdir(directory)).toHaveLength(1);
    const history = await runCli(['backup', '--history', '--json'], { env: { DATABASE_URL: url } });
    expect(JSON.parse(history.stdout)).toMatchObject([{ error: null }]);

    await query(
      url,
      `insert into outbox (bot_id, chat_id, reply, locale, trace, received_at)
       select bot_id, chat_id, '{}', 'en', 't', now() from conversation`,
    );
    const handled = await query(url, 'select * from handled_update');
    expect(handled).toHaveLength(1);
    const file = join(directory, 'by-hand.tar.gz');
    expect((await runCli(['backup', file], { env: { DATABASE_URL: url } })).code).toBe(0);
    const restored = await databaseOfTest({ migrated: false });
    const { code, stderr } = await runCli(['restore', file], { env: { DATABASE_URL: restored } });
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('1 reply was waiting'),
    });

    const sent = () => sandbox.calls.filter(({ method }) => method === 'sendMessage').length;
    const before = sent();
    const anew = spawnDaemon({ mode: 'polling', env: { ...env, DATABASE_URL: restored } });
    running.push(anew);
    await anew.logged('running');
    person.say('n');
    await person.nextAnswer();
    // it marks what is delivered before it ends
    await running.pop()?.stop();
    expect(sent()).toBe(before + 1);
    expect(await query(restored, 'select state, error from outbox')).toEqual([
      { state: 'failed', error: 'not sent: it was waiting when the backup was made' },
    ]);
    expect(await query(restored, 'select count(*)::int from handled_update')).toEqual([{ count: 2 }]);
  } finally {
    for (const daemon of running) await daemon.stop();
    await sandbox.stop();
  }
});
