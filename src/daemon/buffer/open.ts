import type { Logger } from 'pino';
import type { Database } from '../../ledger/storage/database.ts';
import type { Clock } from '../clock.ts';
import type { Seal } from '../secrets/seal.ts';
import type { Buffer } from './buffer.ts';
import { openPostgresBuffer } from './postgres.ts';
import { rememberBuffer } from './remembered.ts';
import { sealBuffer } from './sealed.ts';

/**
 * The sealed buffer of a bot: in Redis, or in a database table if `redisUrl` is null. What this daemon has just pushed
 * to Redis is remembered rather than read back.
 */
export async function openBuffer(options: {
  database: Database;
  redisUrl: string | null;
  botId: number;
  seal: Seal;
  clock: Clock;
  log: Logger;
}): Promise<Buffer> {
  const { seal, botId, clock, log } = options;
  let told = false;
  const sealed = sealBuffer({
    buffer: await openPlain(options),
    seal,
    botId,
    clock,
    onUnreadable(partition) {
      if (!told)
        log.error(
          { partition },
          'buffered updates cannot be opened: daemons of one bot need the same SPNDR_PEPPER',
        );
      told = true;
    },
  });
  return rememberBuffer(sealed);
}

async function openPlain(options: Parameters<typeof openBuffer>[0]): Promise<Buffer> {
  const { database, redisUrl, botId, log } = options;
  if (redisUrl === null) return openPostgresBuffer({ database, botId });
  const { openRedisBuffer } = await import('./redis.ts');
  let isAway = false;
  return openRedisBuffer({
    url: redisUrl,
    botId,
    // called for every failed attempt to connect, whereas the loops only notice when there is something to buffer
    onError(error) {
      log[isAway ? 'debug' : 'warn']({ err: error }, 'Redis is out of reach; trying again');
      isAway = true;
    },
    onReady() {
      if (isAway) log.info('Redis answers again');
      isAway = false;
    },
  });
}
