import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Setup } from '../fault.ts';
import type { Rig } from '../rig.ts';

/** How likely a daemon is killed while it is still starting; such a start has no recovery to measure. */
const whileStarting = 0.12;

/** SIGKILL at any moment, and a new daemon at once. */
export async function killAndRestart(rig: Rig): Promise<undefined> {
  await rig.pause(400);
  const end = rig.disturb();
  await rig.fleet.end(0, 'SIGKILL');
  end();
  const { startedMs } = rig.fleet.start(0);
  if (rig.random.chance(whileStarting)) await rig.pause(900);
  else await rig.recovered(startedMs);
}

function kills(mode: Setup['mode'], buffer: Setup['buffer']): Fault {
  return {
    name: `kill-${mode}-${buffer}`,
    title: `daemon SIGKILL and restart (${mode}, ${buffer === 'redis' ? 'Redis' : 'Postgres table'})`,
    setup: { mode, buffer },
    times: { quick: 10, full: 50 },
    fromTheStart: true,
    inject: killAndRestart,
  };
}

const terminate: Fault = {
  name: 'sigterm',
  title: 'daemon SIGTERM with work in hand, and restart',
  times: { quick: 5, full: 20 },
  async inject(rig) {
    await rig.pause(400);
    // A process that ends in order leaves no call behind.
    const code = await rig.fleet.end(0, 'SIGTERM');
    if (code !== 0) rig.problems.push(`SIGTERM ended the daemon with ${code}`);
    await rig.recovered(rig.fleet.start(0).startedMs);
  },
};

const standstillsMs = [5_000, 7_000, 5_000, 15_000, 120_000];

function standsStill(longestMs: number, full: number): Fault {
  const round = { injected: 0 };
  return {
    name: 'sigstop',
    title: 'daemon SIGSTOP for 5 to 120 s beside another (webhook, Redis)',
    setup: { mode: 'webhook', daemons: 2 },
    times: { quick: 2, full },
    async inject(rig) {
      await rig.pause(400);
      const place = rig.random.below(2);
      const end = rig.disturb();
      const stoppedMs = performance.now();
      rig.fleet.at(place).signal('SIGSTOP');
      const ms = standstillsMs[round.injected++ % full] ?? 5_000;
      await rig.recovered(stoppedMs, stoppedMs);
      await sleep(Math.min(ms, longestMs));
      rig.fleet.at(place).signal('SIGCONT');
      // What it had in hand when it was stopped, it sends now.
      await sleep(1_000);
      end();
    },
  };
}

function several(daemons: number, buffer: Setup['buffer'], full: number): Fault {
  return {
    name: `several-${daemons}-${buffer}`,
    title: `${daemons} daemons, one SIGKILLed at a time (webhook, ${buffer === 'redis' ? 'Redis' : 'Postgres table'})`,
    setup: { mode: 'webhook', daemons, buffer, people: 12 },
    times: { quick: 8, full },
    fromTheStart: true,
    async inject(rig) {
      await rig.pause(500);
      const place = rig.random.below(daemons);
      const end = rig.disturb();
      const killedMs = performance.now();
      await rig.fleet.end(place, 'SIGKILL');
      end();
      // The others go on: recovery counts from the kill.
      const recovered = rig.recovered(killedMs, killedMs);
      await rig.pause(300);
      const started = rig.fleet.start(place);
      await Promise.all([recovered, started.logged(/^running$/)]);
    },
  };
}

const switches: Fault = {
  name: 'mode-switch',
  title: 'polling <-> webhook with updates pending',
  times: { quick: 4, full: 20 },
  async inject(rig) {
    await rig.pause(400);
    const kill = rig.random.chance(0.5);
    const end = rig.disturb();
    await rig.fleet.end(0, kill ? 'SIGKILL' : 'SIGTERM');
    end();
    await rig.pause(500);
    rig.fleet.mode = rig.fleet.mode === 'polling' ? 'webhook' : 'polling';
    await rig.recovered(rig.fleet.start(0).startedMs);
  },
};

/** Faults of spndr's own processes. */
export const daemonFaults: readonly Fault[] = [
  kills('polling', 'redis'),
  kills('polling', 'table'),
  kills('webhook', 'redis'),
  kills('webhook', 'table'),
  terminate,
  standsStill(120_000, standstillsMs.length),
  several(2, 'redis', 50),
  several(3, 'table', 50),
  switches,
];
