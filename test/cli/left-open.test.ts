import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/ledger/embedded/embedded.ts';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';
import { freshDataDir, runCli } from '../helpers/cli.ts';
import { asking } from '../helpers/postgres.ts';

/** The embedded database ends with the command that has it open, also where somebody presses Ctrl-C. */

const stopped = {
  code: 1,
  stdout: '',
  stderr: expect.stringMatching(/^spndr: stopped, as told; run the command again\n$/m),
};
const isRunning = (dataDir: string) => existsSync(join(dataDir, 'database', 'postmaster.pid'));

test('when a command is told to stop in the midst of its work', async () => {
  const dataDir = freshDataDir();
  const embedded = await openEmbedded(dataDir, () => {});
  await migrateUp(embedded.url, () => {});
  const holder = new pg.Client(embedded.url);
  // it ends with the server
  const lost = new Promise((resolve) => holder.once('end', resolve));
  holder.on('error', () => {});
  await holder.connect();
  await holder.query('begin; lock table account in access exclusive mode');
  const result = await runCli(['account', 'list'], {
    env: { SPNDR_DATA_DIR: dataDir },
    async meanwhile(child) {
      await asking(embedded.url, async (ask) => {
        const waiting = () =>
          ask("select from pg_locks where not granted and relation = 'account'::regclass");
        await expect.poll(waiting, { timeout: 30_000 }).toHaveLength(1);
      });
      // the command is its last user now
      await embedded.stop();
      expect(isRunning(dataDir)).toBe(true);
      child.kill('SIGINT');
    },
  });
  expect(result).toEqual(stopped);
  await lost;
  expect(isRunning(dataDir)).toBe(false);
});

test.each([
  ['is told to stop', ['SIGTERM']],
  ['loses its terminal', ['SIGHUP', 'SIGHUP']],
] as const)('when a command %s while it starts the server', async (_, signals) => {
  const dataDir = freshDataDir();
  await (await openEmbedded(dataDir, () => {})).stop();
  const result = await runCli(['account', 'list'], {
    env: { SPNDR_DATA_DIR: dataDir },
    async meanwhile(child) {
      await new Promise((resolve) => child.stderr?.once('data', resolve));
      for (const signal of signals) child.kill(signal);
    },
  });
  expect(result).toEqual(stopped);
  expect(isRunning(dataDir)).toBe(false);
});
