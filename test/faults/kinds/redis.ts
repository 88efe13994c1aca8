import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { absentAtStart } from './absent.ts';

const crash: Fault = {
  name: 'redis-kill',
  title: 'Redis SIGKILL and restart, empty',
  times: { quick: 5, full: 50 },
  async inject(rig) {
    await rig.pause(400);
    const killedMs = performance.now();
    await rig.redis.crash();
    await rig.pause(500);
    await rig.redis.start();
    await rig.recovered(performance.now(), killedMs);
  },
};

const flush: Fault = {
  name: 'redis-flush',
  title: 'Redis FLUSHALL',
  times: { quick: 10, full: 100 },
  async inject(rig) {
    await rig.pause(250);
    const flushedMs = performance.now();
    await rig.redis.command('FLUSHALL');
    await rig.recovered(flushedMs, flushedMs);
  },
};

const full: Fault = {
  name: 'redis-full',
  title: 'Redis out of memory',
  times: { quick: 3, full: 20 },
  async inject(rig) {
    await rig.pause(400);
    const beganMs = performance.now();
    await rig.redis.command('CONFIG', 'SET', 'maxmemory', '1');
    await sleep(200 + rig.random.below(1_000));
    await rig.redis.command('CONFIG', 'SET', 'maxmemory', '0');
    await rig.recovered(performance.now(), beganMs);
  },
};

const paused: Fault = {
  name: 'redis-paused',
  title: 'Redis frozen (SIGSTOP, CLIENT PAUSE)',
  times: { quick: 2, full: 14 },
  async inject(rig) {
    await rig.pause(400);
    const beganMs = performance.now();
    // Commands are given up after 3 s: shorter and longer than that.
    const ms = 500 + rig.random.below(4_000);
    if (rig.random.chance(0.5)) {
      rig.redis.signal('SIGSTOP');
      await sleep(ms);
      rig.redis.signal('SIGCONT');
    } else {
      await rig.redis.command('CLIENT', 'PAUSE', String(ms), 'ALL');
      await sleep(ms);
    }
    await rig.recovered(performance.now(), beganMs);
  },
};

const absent = absentAtStart('redis', 'Redis', (rig) => rig.redis, /buffer/);

/** Faults of Redis. */
export const redisFaults: readonly Fault[] = [crash, flush, full, paused, absent];
