import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/ledger/storage/database.ts';
import { freshDatabase, query } from './postgres.ts';
import { freshRedis, startRedis } from './redis.ts';

it('a database of a test is migrated and nobody else’s', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  const people = 'select count(*)::int from unreachable_chat';
  await query(one.url, "insert into unreachable_chat values (1, 2, 'gone')");
  expect(await query(one.url, people)).toEqual([{ count: 1 }]);
  expect(await query(other.url, people)).toEqual([{ count: 0 }]);
  await Promise.all([one.drop(), other.drop()]);
  await expect(query(one.url, people)).rejects.toThrow(/does not exist/);
});

it('a connection that spndr leaves open fails the test', async () => {
  const fresh = await freshDatabase();
  const { pool } = openDatabase(fresh.url, { connections: 1, onIdleError: () => {} });
  await pool.query('select 1');
  await expect(fresh.drop()).rejects.toThrow('1 connections to the test’s database were left open');
  await pool.end();
});

it('a Redis of a test’s own can be killed and brought back where it was', async () => {
  const first = await startRedis();
  await set(first.url);
  await first.kill();
  await expect(set(first.url)).rejects.toThrow();
  const second = await startRedis({ port: first.port, dir: first.dir });
  expect(second.url).toBe(first.url);
  await set(second.url);
  await second.stop();
  expect(existsSync(second.dir)).toBe(false);
});

it('the shared Redis has an empty database for each test', async () => {
  const [one, other] = [await freshRedis(), await freshRedis()];
  expect(one).not.toBe(other);
  await set(one);
  const client = new Redis(other);
  expect(await client.dbsize()).toBe(0);
  client.disconnect();
});

async function set(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.set('key', 'value');
  } finally {
    client.disconnect();
  }
}
