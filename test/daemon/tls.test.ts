import { expect, onTestFinished, test, vi } from 'vitest';
import { openRedisBuffer } from '../../src/daemon/buffer/redis.ts';
import { runCli } from '../helpers/cli.ts';
import { freshDatabase } from '../helpers/postgres.ts';
import { startRedis } from '../helpers/redis.ts';
import { certificates, tlsBefore } from '../helpers/tls.ts';

test.each([
  ['verify-full', 'localhost', certificates.authority, true],
  ['verify-full', 'localhost', certificates.stranger, false],
  ['verify-full', '127.0.0.1', certificates.authority, false],
])('Postgres with sslmode=%s at %s', async (mode, host, authority, trusted) => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const url = new URL(database.url);
  const proxy = await tlsBefore(Number(url.port), { negotiates: true });
  onTestFinished(() => proxy.stop());
  url.host = `${host}:${proxy.port}`;
  url.searchParams.set('sslmode', mode);
  url.searchParams.set('sslrootcert', authority);
  const { code, stderr } = await runCli(['dead', 'list'], { env: { DATABASE_URL: url.toString() } });
  if (trusted) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  else expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/certificate|altnames/i) });
});

test.each([
  ['its authority', certificates.authority, true],
  ['another authority', certificates.stranger, false],
])('Redis over TLS, known by %s', async (_, authority, trusted) => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const proxy = await tlsBefore(redis.port, { negotiates: false });
  onTestFinished(() => proxy.stop());
  const errors: Error[] = [];
  const buffer = openRedisBuffer({
    url: `rediss://localhost:${proxy.port}?ca=${encodeURIComponent(authority)}`,
    botId: 1,
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => buffer.close());
  if (trusted) {
    await vi.waitFor(() => buffer.backlog(), { timeout: 10_000 });
    expect(errors).toEqual([]);
  } else {
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0), { timeout: 10_000 });
    expect(errors[0]?.message).toMatch(/certificate/);
    await expect(buffer.backlog()).rejects.toThrow();
  }
});
