import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connected } from '../ledger/storage/migrate.ts';
import type { Config } from './config.ts';
import { codeOf, Failure } from './failure.ts';
import type { CommandIo } from './io.ts';
import { listenForSignals } from './signals.ts';

/**
 * Gives `work` an empty database, and drops it whatever happens: on the server of `DATABASE_URL` or, if that is not set
 * or does not allow it, in a temporary cluster below the data directory.
 */
export async function withScratchDatabase<Result>(
  config: Config,
  io: CommandIo,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const signals = listenForSignals();
  // a signal to stop cleans up as a failure does
  const untilStopped = (url: string) => Promise.race([work(url), stopped(signals.stop)]);
  try {
    return await inScratch(config, io, untilStopped);
  } finally {
    signals.end();
  }
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Failure('stopped, as told', 'run the command again'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

async function inScratch<Result>(
  config: Config,
  io: CommandIo,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  if (config.databaseUrl === null) return inOwnCluster(config.dataDir, io, work);
  const { databaseUrl } = config;
  const name = `spndr_verify_${randomBytes(6).toString('hex')}`;
  try {
    await connected(databaseUrl, (client) => client.query(`create database ${name}`));
  } catch (error) {
    // insufficient_privilege
    if (codeOf(error) !== '42501') throw error;
    return inOwnCluster(config.dataDir, io, work);
  }
  try {
    const url = new URL(databaseUrl);
    url.pathname = `/${name}`;
    return await work(url.href);
  } finally {
    await connected(databaseUrl, (client) => client.query(`drop database ${name} with (force)`));
  }
}

async function inOwnCluster<Result>(
  dataDir: string,
  io: CommandIo,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const { openEmbedded } = await import('../ledger/embedded/embedded.ts');
  const directory = join(dataDir, `verify.${randomUUID()}.tmp`);
  try {
    const postgres = await openEmbedded(directory, io.out.note);
    try {
      return await work(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
