import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startReaper } from '../helpers/reaper.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type RedisBox, startRedisBox } from './redis.ts';

/** The servers that rounds share, one round at a time. */
export interface Servers {
  readonly directory: string;
  readonly cluster: Cluster;
  readonly redis: RedisBox;
  stop(): Promise<void>;
}

/**
 * Starts Postgres and Redis of the harness's own, with their files in `directory` (made when absent). They end with
 * this process, however it ends.
 */
export async function startServers(options: { durable: boolean; directory?: string }): Promise<Servers> {
  const directory = await mkdtemp(join(options.directory ?? tmpdir(), 'spndr-faults-'));
  // the server's account must be able to pass
  await chmod(directory, 0o711);
  const reaper = startReaper(directory);
  try {
    await mkdir(join(directory, 'redis'));
    const [cluster, redis] = await Promise.all([
      startCluster(join(directory, 'postgres'), options),
      startRedisBox(join(directory, 'redis')),
    ]);
    return {
      directory,
      cluster,
      redis,
      async stop() {
        await Promise.all([cluster.stop(), redis.stop()]);
        await reaper.reap();
      },
    };
  } catch (error) {
    await reaper.reap();
    throw error;
  }
}

/** A small disk. */
export interface Disk {
  readonly path: string;
  unmount(): Promise<void>;
}

const run = promisify(execFile);

/** Mounts an empty file system of `megabytes` in memory at `path`; the reason why not where that is not allowed. */
export async function mountDisk(path: string, megabytes: number): Promise<Disk | string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux can mount a small disk';
  await mkdir(path, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', path]);
  } catch (error) {
    return `a small disk cannot be mounted here: ${(error as Error).message.split('\n')[0]}`;
  }
  return {
    path,
    unmount: async () => {
      await run('umount', ['--lazy', path]);
    },
  };
}
