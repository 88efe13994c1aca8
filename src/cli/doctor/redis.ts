import { redisBuffer } from '../../daemon/buffer/redis.ts';
import { connectRedis } from '../../daemon/buffer/redis-connection.ts';
import { type Check, ok, skipped, type Verdict, warn, wrong } from './finding.ts';
import { bufferVerdict } from './postgres.ts';

/** The first version with streams. */
const oldestMajor = 5;

/** The checks of a Redis, to be closed by the caller. */
export interface RedisChecks {
  readonly checks: readonly Check[];
  close(): void;
}

/** Checks of the Redis at `url` (null: none is set), for bot `botId` (null: unknown, and so are its keys). */
export function redisChecks(url: string | null, botId: number | null): RedisChecks {
  if (url === null)
    return {
      checks: [{ name: 'redis', run: async () => skipped('REDIS_URL is not set: Postgres is the buffer') }],
      close: () => {},
    };
  const redis = connectRedis(url);
  let trouble = 'no answer';
  redis.on('error', (error: Error) => {
    trouble = error.message || ('code' in error ? String(error.code) : error.name);
  });
  const info = ready(redis).then((there) => (there ? redis.info() : null));
  info.catch(() => {});
  const field = (text: string, name: string) =>
    new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? null;

  return {
    close: () => redis.disconnect(),
    checks: [
      {
        name: 'redis',
        async run() {
          const text = await info;
          if (text === null)
            return wrong(
              `cannot be reached (${trouble})`,
              'see that the server runs and that REDIS_URL has its host and password',
            );
          return redisVersionVerdict(field(text, 'redis_version') ?? 'of an unknown version');
        },
      },
      { name: 'redis access', run: async () => redisAccessVerdict(url) },
      {
        name: 'redis memory',
        async run() {
          const text = await info;
          if (text === null) return skipped('Redis cannot be asked');
          return policyVerdict(field(text, 'maxmemory_policy'));
        },
      },
      {
        name: 'redis backlog',
        async run() {
          if ((await info.catch(() => null)) === null) return skipped('Redis cannot be asked');
          if (botId === null) return skipped('the bot is not known');
          const entries = await redisBuffer(redis, botId).backlog();
          return bufferVerdict(entries.reduce((sum, count) => sum + count, 0));
        },
      },
    ],
  };
}

/** The verdict on a server's version, which is like 7.2.4. */
export function redisVersionVerdict(version: string): Verdict {
  return Number(version.split('.')[0]) < oldestMajor
    ? wrong(`Redis ${version} is too old`, `spndr needs ${oldestMajor} or later, or Valkey`)
    : ok(`Redis ${version}; it need not keep anything on disk`);
}

/** The verdict on who can access the server. */
export function redisAccessVerdict(url: string): Verdict {
  const { protocol, hostname, password } = new URL(url);
  if (hostname === '' || /^(localhost|127\..*|\[::1\])$/.test(hostname)) return ok('on this machine');
  if (password === '')
    return warn(
      `${hostname} is used without a password: whoever reaches it can empty it, and change its settings`,
      'give it one (requirepass, or an ACL: spndr db roles --redis), and put it into REDIS_URL',
    );
  return protocol === 'rediss:'
    ? ok('with a password, encrypted')
    : ok('with a password; what is sent is not encrypted, except for what waits');
}

function policyVerdict(policy: string | null): Verdict {
  if (policy === 'noeviction') return ok('maxmemory-policy is noeviction');
  if (policy === null)
    return warn('it does not say its maxmemory-policy', 'see for yourself that it is noeviction');
  return wrong(
    `maxmemory-policy is ${policy}: it may drop updates that wait`,
    'set it to noeviction: redis-cli config set maxmemory-policy noeviction, and in redis.conf',
  );
}

/** Waits for a connection; false: the first attempt failed. */
function ready(redis: ReturnType<typeof connectRedis>): Promise<boolean> {
  return new Promise((resolve) => {
    if (redis.status === 'ready') return resolve(true);
    redis.once('ready', () => resolve(true));
    redis.once('close', () => resolve(false));
  });
}
