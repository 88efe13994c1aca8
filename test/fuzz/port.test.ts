import { expect, onTestFinished, test } from 'vitest';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freePort } from '../helpers/ports.ts';
import { freshDatabase } from '../helpers/postgres.ts';
import { attacks } from './attacks.ts';
import { besiege } from './port.ts';

/** `npm run fuzz` draws others. */
const seed = 1;

test('the port holds under attack, and an honest person is answered', { timeout: 120_000 }, async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  let daemon: ReturnType<typeof spawnDaemon> | undefined;
  onTestFinished(() => daemon?.signal('SIGKILL'));
  const siege = await besiege({
    ms: 5_000,
    seed,
    port: await freePort(),
    start: async (env) => {
      daemon = spawnDaemon({ mode: 'webhook', env: { ...env, DATABASE_URL: database.url } });
      await daemon.logged('running');
      return daemon;
    },
  });
  expect([...siege.attacks.keys()].sort()).toEqual(Object.keys(attacks).sort());
  // The machine makes the attacks and runs other tests meanwhile; `npm run fuzz` tells what is usual.
  expect(middle(siege.siegeMs)).toBeLessThan(5_000);
  // Bodies are read up to a megabyte each, by at most 256 at a time.
  expect(siege.memory.most - siege.memory.before).toBeLessThan(300);
  expect(await daemon?.stop()).toBe(0);
});

function middle(all: readonly number[]): number {
  return [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;
}
