import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEmbedded } from '../../src/ledger/embedded/embedded.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freePort } from '../helpers/ports.ts';
import { besiege } from './port.ts';

/** `npm run fuzz -- [--seconds 60] [--seed N]`: attacks the webhook of a real daemon while somebody goes on recording. */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const ms = Number(values.seconds) * 1_000;
if (!Number.isSafeInteger(seed) || !(ms > 0)) {
  console.error('usage: npm run fuzz -- [--seconds N] [--seed N]');
  process.exit(2);
}

const database = await openEmbedded(await mkdtemp(join(tmpdir(), 'spndr-fuzz-')), () => undefined);
let daemon: ReturnType<typeof spawnDaemon> | undefined;
let held = false;
try {
  console.log(`${values.seconds} s, seed ${seed}`);
  const siege = await besiege({
    ms,
    seed,
    port: await freePort(),
    start: async (env) => {
      daemon = spawnDaemon({ mode: 'webhook', env: { ...env, DATABASE_URL: database.url } });
      await daemon.logged('running');
      return daemon;
    },
  });
  for (const [name, count] of [...siege.attacks].sort()) console.log(`${String(count).padStart(7)}  ${name}`);
  const shown = (all: readonly number[]) =>
    `${all.length} answers, p50 ${percentile(all, 0.5)} ms, p99 ${percentile(all, 0.99)} ms`;
  console.log(`before: ${shown(siege.calmMs)}\nmeanwhile: ${shown(siege.siegeMs)}`);
  const { before, most } = siege.memory;
  console.log(`memory of the daemon: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`);
  held = (await daemon?.stop()) === 0;
  console.log(held ? 'the daemon stood and ended in order' : 'the daemon did NOT end in order');
} finally {
  daemon?.signal('SIGKILL');
  await database.stop();
}
process.exit(held ? 0 : 1);

function percentile(all: readonly number[], share: number): string {
  const sorted = [...all].sort((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}
