import { createApi } from '../../daemon/telegram/client.ts';
import { botIdentity } from '../../daemon/telegram/registration.ts';
import { migrationState, NewerDatabase } from '../../ledger/storage/migrate.ts';
import { examine } from '../doctor/finding.ts';
import { redisChecks } from '../doctor/redis.ts';
import { Failure } from '../failure.ts';

const timeoutMs = 10_000;

/** The bot's user name, from Telegram. Throws what `botIdentity` throws. */
export async function tryToken(token: string, telegramApi: string): Promise<string> {
  return (await botIdentity(createApi(token, telegramApi, { timeoutMs }))).username;
}

/** Throws an Error with the remedy if the database cannot be used. */
export async function tryDatabase(url: string): Promise<void> {
  const { unknown } = await migrationState(url);
  if (unknown.length > 0) throw new NewerDatabase(unknown);
}

/** Throws `Failure` if the Redis cannot be used as the buffer. */
export async function tryRedis(url: string): Promise<void> {
  const redis = redisChecks(url, null);
  try {
    const findings = await examine(redis.checks, timeoutMs);
    const problem = findings.find(({ state }) => state === 'wrong');
    if (problem) throw new Failure(`Redis: ${problem.words}`, problem.remedy ?? '');
  } finally {
    redis.close();
  }
}
