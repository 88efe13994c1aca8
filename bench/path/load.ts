import { setTimeout as sleep } from 'node:timers/promises';
import { type Figures, latencyOf } from './figures.ts';
import { type Line, type Script, said } from './script.ts';
import type { Telegram } from './telegram-process.ts';

/** A measurement without any answer for this long fails. */
const silenceMs = 30_000;

/**
 * Everybody writes, waits for the answer and writes on at once, for `seconds` after `warmUpSeconds` that do not count.
 * `onMeasuring` is called when the counted time begins.
 */
export async function closedLoop(
  telegram: Telegram,
  options: {
    readonly people: readonly number[];
    readonly script: Script;
    readonly warmUpSeconds: number;
    readonly seconds: number;
    readonly onMeasuring?: () => void;
  },
): Promise<Figures> {
  const lines = new Map(options.people.map((id, index) => [id, options.script(index)]));
  let times: number[] = [];
  let ended = false;
  let waiting = 0;
  let lastMs = performance.now();
  let settled: () => void = () => undefined;
  const speak = (personId: number) => {
    const line = lines.get(personId)?.next().value;
    if (!line) return;
    waiting += 1;
    telegram.say(said(personId, line));
  };
  telegram.onAnswer = (personId, ms) => {
    waiting -= 1;
    times.push(ms);
    lastMs = performance.now();
    if (!ended) speak(personId);
    else if (waiting === 0) settled();
  };
  for (const id of options.people) speak(id);
  await sleep(options.warmUpSeconds * 1_000);
  times = [];
  options.onMeasuring?.();
  const beganMs = performance.now();
  await sleep(options.seconds * 1_000);
  const seconds = (performance.now() - beganMs) / 1_000;
  const measured = times;
  if (performance.now() - lastMs > silenceMs || measured.length === 0) throw new Error('nothing is answered');
  const quiet = new Promise<void>((resolve) => {
    settled = resolve;
  });
  ended = true;
  if (waiting > 0) await within(silenceMs, quiet);
  return { perSecond: measured.length / seconds, answered: measured.length, ...latencyOf(measured) };
}

/**
 * People write at random moments, `perSecond` in total, whether or not they were answered (a Poisson process). Answers
 * to other people do not count.
 */
export async function poisson(
  telegram: Telegram,
  options: {
    readonly people: readonly number[];
    readonly script: Script;
    readonly perSecond: number;
    readonly seconds: number;
    readonly random: () => number;
  },
): Promise<Figures> {
  const { people, perSecond, seconds, random } = options;
  const lines = people.map((_, index) => options.script(index));
  const times: number[] = [];
  let spoken = 0;
  let settled: () => void = () => undefined;
  const own = new Set(people);
  telegram.onAnswer = (personId, ms) => {
    if (!own.has(personId)) return;
    times.push(ms);
    if (times.length === spoken) settled();
  };
  const beganMs = performance.now();
  for (let nextMs = beganMs; ; ) {
    nextMs += (-Math.log(1 - random()) / perSecond) * 1_000;
    if (nextMs > beganMs + seconds * 1_000) break;
    const pauseMs = nextMs - performance.now();
    if (pauseMs > 0) await sleep(pauseMs);
    const index = Math.floor(random() * people.length);
    const line: Line | undefined = lines[index]?.next().value;
    const person = people[index];
    if (line === undefined || person === undefined) continue;
    spoken += 1;
    telegram.say(said(person, line));
  }
  if (times.length < spoken)
    await within(
      silenceMs,
      new Promise<void>((resolve) => {
        settled = resolve;
      }),
    );
  return { perSecond: times.length / seconds, answered: times.length, ...latencyOf(times) };
}

/** One complete dialogue per person, all at once. Fulfils with the figures of all its answers. */
export async function once(
  telegram: Telegram,
  people: readonly number[],
  script: (person: number) => Iterator<Line, void>,
): Promise<Figures> {
  const lines = new Map(people.map((id, index) => [id, script(index)]));
  const times: number[] = [];
  const beganMs = performance.now();
  await within(
    120_000,
    new Promise<void>((resolve) => {
      const speak = (personId: number) => {
        const next = lines.get(personId)?.next();
        if (next && !next.done) telegram.say(said(personId, next.value));
        else if (lines.delete(personId) && lines.size === 0) resolve();
      };
      telegram.onAnswer = (personId, ms) => {
        times.push(ms);
        speak(personId);
      };
      for (const id of people) speak(id);
    }),
  );
  const seconds = (performance.now() - beganMs) / 1_000;
  return { perSecond: times.length / seconds, answered: times.length, ...latencyOf(times) };
}

/** Rejects if `promise` takes longer than `ms`. */
async function within(ms: number, promise: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() =>
    Promise.reject(new Error(`no answer for ${ms / 1_000} s`)),
  );
  late.catch(() => undefined);
  await Promise.race([promise, late]);
  timer.abort();
}
