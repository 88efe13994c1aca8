import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../test/simulation/scheduler.ts';
import { type Figures, latencyOf } from './figures.ts';
import { closedLoop, once, poisson } from './load.ts';
import { peopleOf } from './people.ts';
import { dialogues, entries, said, signUp } from './script.ts';
import { type Rig, type Stage, setUp } from './stage.ts';
import { startBot } from './subjects.ts';
import { fixed, type Table, whole } from './table.ts';
import { startTelegram, type Telegram } from './telegram-process.ts';

const people = peopleOf(64);
const perSecond = 50;
/** Without pictures, which `beside` measures. */
const quietScript = dialogues(1e9);

function row(name: string, { perSecond: rate, p50, p95, p99 }: Figures): string[] {
  console.log(`${name}: p50 ${fixed(p50, 2)}, p99 ${fixed(p99, 2)} ms`);
  return [name, whole(rate), fixed(p50, 2), fixed(p95, 2), fixed(p99, 2)];
}

/** Warms the daemon up: everybody writes as fast as they are answered, then at random moments. */
async function warmUp(
  telegram: Telegram,
  load: Omit<Parameters<typeof poisson>[1], 'seconds'>,
): Promise<void> {
  await closedLoop(telegram, { ...load, warmUpSeconds: 0, seconds: 10 });
  await poisson(telegram, { ...load, seconds: 3 });
}

const head = ['', 'updates/s', 'p50 ms', 'p95 ms', 'p99 ms'];

/** The latency from sending an update to the arrival of its reply, when people write at random moments. */
export async function latency(stage: Stage, seconds: number): Promise<Table> {
  const rows: string[][] = [];
  for (const name of ['grammy', 'node-telegram-bot-api'] as const) {
    const telegram = await startTelegram();
    await telegram.people(people);
    const bot = await startBot(name, telegram);
    const load = { people, script: quietScript, perSecond, random: randomOf(1) };
    await warmUp(telegram, load);
    rows.push(row(`echo bot on ${name}`, await poisson(telegram, { ...load, seconds })));
    await bot.stop();
    await telegram.stop();
  }
  for (const [mode, storage] of [
    ['webhook', 'servers'],
    ['polling', 'servers'],
    ['webhook', 'embedded'],
  ] as const) {
    const rig = await setUp(stage, { mode, storage, people });
    const load = { people, script: quietScript, perSecond, random: randomOf(1) };
    await warmUp(rig.telegram, load);
    rows.push(row(`${mode}, ${storage}`, await poisson(rig.telegram, { ...load, seconds })));
    await rig.strike();
  }
  return {
    title: `Latency at ${perSecond} updates a second`,
    note:
      'People write at random moments (a Poisson process); latency runs from the sending of an update to the arrival of its ' +
      'reply. Before the measurement everybody wrote as fast as they could for ten seconds.',
    head,
    rows,
  };
}

/** How much somebody else's picture or password delays everybody who writes at the same time. */
export async function beside(stage: Stage, seconds: number): Promise<Table> {
  const strangers = peopleOf(300).slice(100);
  const busy = peopleOf(100).slice(64);
  const rig = await setUp(stage, { mode: 'webhook', storage: 'servers', people: peopleOf(100) });
  await rig.telegram.people(strangers);
  const load = { people, script: entries, perSecond, seconds, random: randomOf(2) };
  await warmUp(rig.telegram, load);
  const alone = await poisson(rig.telegram, load);
  const besidePictures = await during(rig, load, (stop) => askForPictures(rig, busy, stop));
  const besidePasswords = await during(rig, load, (stop) => signUpAll(rig, strangers, stop));
  const again = await poisson(rig.telegram, load);
  await rig.strike();
  return {
    title: 'Beside a picture, beside a password',
    note: `One-line entries at ${perSecond} a second: alone, while /month pictures are drawn one after another, while passwords are hashed one after another, and alone again.`,
    head,
    rows: [
      row('alone', alone),
      row('a picture is drawn', besidePictures),
      row('a password is hashed', besidePasswords),
      row('alone, again', again),
    ],
  };
}

/** The figures of the load while `work` goes on; answers to `work` do not count. */
async function during(
  rig: Rig,
  load: Parameters<typeof poisson>[1],
  work: (stop: AbortSignal) => Promise<void>,
): Promise<Figures> {
  const stop = new AbortController();
  const working = work(stop.signal);
  const figures = await poisson(rig.telegram, load);
  stop.abort();
  await working;
  return figures;
}

async function askForPictures(rig: Rig, busy: readonly number[], stop: AbortSignal): Promise<void> {
  for (let turn = 0; !stop.aborted; turn += 1) {
    const person = busy[turn % busy.length];
    if (person === undefined) return;
    // a new entry, so that no picture was drawn before
    rig.telegram.say(said(person, [`${1 + turn}.10 Coffee`, 1]));
    rig.telegram.say(said(person, ['/month', 1]));
    await sleep(250);
  }
}

async function signUpAll(rig: Rig, strangers: readonly number[], stop: AbortSignal): Promise<void> {
  for (const stranger of strangers) {
    if (stop.aborted) return;
    for (const line of signUp(stranger)) rig.telegram.say(said(stranger, line));
    await sleep(400);
  }
}

/** Sixteen people signing up at once: limited by hashing passwords one after the other. */
export async function signUps(stage: Stage): Promise<Table> {
  const rig = await setUp(stage, { mode: 'webhook', storage: 'servers', people: peopleOf(1) });
  const strangers = peopleOf(65).slice(49);
  await rig.telegram.people(strangers);
  const figures = await once(rig.telegram, strangers, signUp);
  await rig.strike();
  return {
    title: 'Sign-up, 16 people at once',
    note: 'Each sends five messages; the last holds the password, hashed at cost 12 in a separate thread, one at a time.',
    head,
    rows: [row('sign-up', figures)],
  };
}

/** Telegram's limit on connections to a webhook. */
const connections = 100;

/** 10,000 updates from 2,000 people, as fast as Telegram's hundred connections allow. */
export async function burst(stage: Stage): Promise<Table> {
  const everybody = peopleOf(2_064);
  const [crowd, before] = [everybody.slice(0, 2_000), everybody.slice(2_000)];
  const rig = await setUp(stage, { mode: 'webhook', storage: 'servers', people: everybody });
  await warmUp(rig.telegram, { people: before, script: quietScript, perSecond, random: randomOf(3) });
  const rounds = 5;
  const posts = crowd
    .flatMap((id) => Array.from({ length: rounds }, (_, turn) => ({ id, turn })))
    .sort((one, other) => one.turn - other.turn);
  await rig.telegram.expect(posts.map(({ id }) => id));
  let answered = 0;
  let lastAnswerMs = 0;
  rig.telegram.onAnswer = () => {
    answered += 1;
    lastAnswerMs = performance.now();
  };
  const [target = ''] = rig.spndr.targets;
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const acknowledged: number[] = [];
  let refused = 0;
  const beganMs = performance.now();
  const queue = posts.map(({ id, turn }, index) => ({ id, body: updateOf(firstUpdate + index, id, turn) }));
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const sentMs = performance.now();
        const status = await post(target, next.body, rig.spndr.secret, agent);
        if (status === 200) acknowledged.push(performance.now() - sentMs);
        else refused += 1;
      }
    }),
  );
  const postedMs = performance.now() - beganMs;
  for (let waited = 0; answered < acknowledged.length && waited < 300; waited += 1) await sleep(100);
  agent.destroy();
  await rig.strike();
  const { p50, p99 } = latencyOf(acknowledged);
  const sustained = acknowledged.length / (postedMs / 1_000);
  return {
    title: 'A burst: 10,000 updates of 2,000 people over 100 connections',
    note:
      'Sent to a daemon that has been running for a while. An update is acknowledged once its effect is committed. “Predicted” ' +
      'is when the last reply arrives if all updates are handled at the sustained rate.',
    head: [
      '',
      'acknowledged',
      'refused',
      'p50 ms',
      'p99 ms',
      'a second',
      'last reply after s',
      'predicted s',
      'replies',
    ],
    rows: [
      [
        'burst',
        whole(acknowledged.length),
        whole(refused),
        fixed(p50),
        fixed(p99),
        whole(sustained),
        fixed((lastAnswerMs - beganMs) / 1_000, 2),
        fixed(posts.length / sustained, 2),
        whole(answered),
      ],
    ],
  };
}

/** Far above the ids that the local Bot API gives. */
const firstUpdate = 2_000_000_000;

function updateOf(updateId: number, id: number, turn: number): string {
  const person = { id, is_bot: false, first_name: `Person ${id}`, language_code: 'en' };
  const chat = { id, type: 'private', first_name: person.first_name };
  const date = Math.floor(Date.now() / 1_000);
  return JSON.stringify({
    update_id: updateId,
    message: {
      message_id: 1_000 + turn,
      from: person,
      chat,
      date,
      text: `${turn + 1}.${10 + (id % 90)} Coffee`,
    },
  });
}

function post(target: string, body: string, secret: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(target, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-telegram-bot-api-secret-token': secret,
      },
    });
    request.on('response', (response) =>
      response.resume().on('end', () => resolve(response.statusCode ?? 0)),
    );
    request.on('error', reject);
    request.end(body);
  });
}

const randomOf = (seed: number) => {
  const random = createRandom(seed);
  return () => random.next();
};
