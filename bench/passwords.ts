/**
 * How long the event loop stands still while ten people log in at once: hashing has a thread of its own. Prints the
 * longest and the 99th percentile of its delays, beside an idle loop's in the same minute.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkshop } from '../src/daemon/work.ts';

const people = 10;
const workshop = openWorkshop({ pepper: 'a pepper', oldPepper: null });
await workshop.do({ kind: 'verify-password', password: 'warm', hash: null });

async function delaysDuring(work: () => Promise<unknown>): Promise<string> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const beganMs = performance.now();
  await work();
  delays.disable();
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1);
  return `longest ${ms(delays.max)} ms, p99 ${ms(delays.percentile(99))} ms, in ${seconds} s`;
}

const logIns = () =>
  Promise.all(
    Array.from({ length: people }, (_, index) =>
      workshop.do({ kind: 'verify-password', password: `password ${index}`, hash: null }),
    ),
  );
console.log(`event loop, idle: ${await delaysDuring(() => sleep(3_000))}`);
console.log(`event loop, ${people} log-ins at once: ${await delaysDuring(logIns)} (goal 20 ms)`);
await workshop.close();
