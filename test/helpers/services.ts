import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
  const directory = await mkdtemp(join(tmpdir(), 'spndr-test-'));
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
