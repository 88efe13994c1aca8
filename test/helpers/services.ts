import { chmod, mkdtemp, readFile, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';
import { startReaper } from './reaper.ts';
import { startRedis } from './redis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The `postgres` database of the shared cluster, as its superuser. */
    postgresUrl: string;
    /** The shared Redis. */
    redisUrl: string;
  }
}

/**
 * Vitest's global set-up: one Postgres and one Redis for the whole run. All its files are below one temporary directory
 * (the tests' TMPDIR), which is removed with every process in it, however the run ends.
 */
export default async function services(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join((await hasRoomInMemory()) ? memory : tmpdir(), 'spndr-test-'));
  // like /tmp: some tests run as another user
  await chmod(directory, 0o1777);
  process.env.TMPDIR = directory;
  const reaper = startReaper(directory);
  try {
    const redis = await startRedis({ args: ['--databases', '1000'] });
    const postgres = await startPostgres(join(directory, 'postgres'));
    project.provide('postgresUrl', postgres.url);
    project.provide('redisUrl', redis.url);
    return async () => {
      await Promise.all([postgres.stop(), redis.stop()]);
      await reaper.reap();
    };
  } catch (error) {
    await reaper.reap();
    throw error;
  }
}

/** Where Linux keeps files in memory. */
const memory = '/dev/shm';
/** Twice of what a run needs at most, files and processes together. */
const neededBytes = 12 * 2 ** 30;

/**
 * Whether the run's files may be in memory. A test's database has 500 files, and on a disk ext4 passes over the inodes of
 * removed ones for minutes: each new file then takes longer than the one before. A TMPDIR that is set stays where it is.
 */
async function hasRoomInMemory(): Promise<boolean> {
  if (process.env.TMPDIR !== undefined) return false;
  try {
    const { bavail, bsize } = await statfs(memory);
    const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
    const options = mounts.find(([, path]) => path === memory)?.[3]?.split(',') ?? ['noexec'];
    const limitBytes = process.constrainedMemory() || Number.POSITIVE_INFINITY;
    return !options.includes('noexec') && Math.min(bavail * bsize, freemem(), limitBytes) >= neededBytes;
  } catch {
    return false;
  }
}
