/**
 * Measures how long the event loop of a real daemon is blocked while ten people log in at the same moment: hashing has
 * a thread of its own. Prints the longest and the 99th percentile of its delays, next to those of the same daemon when
 * idle, and when ten linked people say `/show` at once. Also prints the longest uninterrupted work of the loop itself:
 * for the rest of a delay it waited for a core, which hashing, PostgreSQL and this bench want as well.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbedded } from '../src/ledger/embedded/embedded.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { type RunningDaemon, spawnDaemon } from '../test/helpers/daemon.ts';

const people = 10;
const patienceMs = 60_000;

/** Loaded into the daemon; reports and resets at each SIGUSR2. */
const meter = `
  import { isMainThread } from 'node:worker_threads';
  import { readFileSync } from 'node:fs';
  import { monitorEventLoopDelay } from 'node:perf_hooks';
  if (isMainThread) {
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    const onCore = () => Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
    let [before, workMs] = [onCore(), 0];
    setInterval(() => {
      const now = onCore();
      workMs = Math.max(workMs, now - before);
      before = now;
    }, 1).unref();
    process.on('SIGUSR2', () => {
      console.log(JSON.stringify({ msg: 'delays', maxMs: delays.max / 1e6, p99Ms: delays.percentile(99) / 1e6, workMs }));
      delays.reset();
      workMs = 0;
    });
  }`;

async function delaysDuring(daemon: RunningDaemon, work: () => Promise<unknown>): Promise<string> {
  await read(daemon);
  const beganMs = performance.now();
  await work();
  const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1);
  const { maxMs, p99Ms, workMs } = await read(daemon);
  return `longest ${maxMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, most work at a stretch ${workMs.toFixed(1)} ms, in ${seconds} s`;
}

async function read(daemon: RunningDaemon): Promise<{ maxMs: number; p99Ms: number; workMs: number }> {
  const told = () => daemon.log.filter(({ msg }) => msg === 'delays');
  const before = told().length;
  daemon.signal('SIGUSR2');
  while (told().length === before) await sleep(5);
  const last = told().at(-1);
  return { maxMs: Number(last?.maxMs), p99Ms: Number(last?.p99Ms), workMs: Number(last?.workMs) };
}

const database = await openEmbedded(await mkdtemp(join(tmpdir(), 'spndr-bench-')), () => undefined);
const sandbox = await startSandbox();
const daemon = spawnDaemon({
  mode: 'polling',
  env: {
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: database.url,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(meter)}`,
  },
});
try {
  await daemon.logged('running');
  const persons = Array.from({ length: 2 * people }, () => sandbox.person({ languageCode: 'en' }));
  const [owners, newcomers] = [persons.slice(0, people), persons.slice(people)];
  const say = async (person: (typeof persons)[number], text: string) => {
    person.say(text);
    return (await person.nextAnswer(patienceMs)).text;
  };
  const all = (some: typeof persons, text: (index: number) => string) =>
    Promise.all(some.map((person, index) => say(person, text(index))));
  for (const [some, way] of [
    [owners, '2'],
    [newcomers, '1'],
  ] as const) {
    for (const text of ['hi', 'y', way]) await all(some, () => text);
    await all(some, (index) => `person${index}@example.com`);
    if (way === '2') await all(some, () => 'correct horse');
  }
  console.log(`event loop, idle: ${await delaysDuring(daemon, () => sleep(3_000))}`);
  console.log(
    `event loop, ${people} times /show at once: ${await delaysDuring(daemon, () => all(owners, () => '/show'))}`,
  );
  let answers: string[] = [];
  const logIns = await delaysDuring(daemon, async () => {
    answers = await all(newcomers, () => 'correct horse');
  });
  if (!answers.every((text) => text.includes('You are logged in')))
    throw new Error('somebody did not get in');
  console.log(`event loop, ${people} log-ins at once: ${logIns} (goal 20 ms)`);
} finally {
  await daemon.stop();
  await sandbox.stop();
  await database.stop();
}
