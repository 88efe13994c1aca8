import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRenderer, type Renderer } from '../../src/chat/locales/render.ts';
import { readLocales } from '../../src/daemon/locale-files.ts';
import type { Person } from '../../src/sandbox/people.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Random } from '../simulation/scheduler.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { ChatRecord, type Spoken } from './chats.ts';
import { query } from './cluster.ts';
import type { HeldUp } from './daemon.ts';
import type { Fault, Setup } from './fault.ts';
import { Fleet, portsFor } from './fleet.ts';
import { type Line, linesOf } from './people.ts';
import type { RedisBox } from './redis.ts';
import type { Servers } from './servers.ts';

/** One person of a round. */
export interface Speaker {
  readonly person: Person;
  readonly lines: Iterator<Line, never>;
  readonly chat: ChatRecord;
}

/** How many updates may wait before people pause; more than long polling gets at once. */
const mostPending = 300;
/** A reply that is shown this soon after a process ended may have been on its way before. */
const echoMs = 40;
/** How long before and after a disturbance a call may have been made whose outcome it swallowed. */
const lostBeforeMs = 1_000;
const lostAfterMs = 200;
const recoveryLimitMs = 60_000;

/** Everything a fault can reach in its round: servers, daemons, Telegram, and people who write. */
export class Rig {
  readonly setup: Setup;
  readonly random: Random;
  readonly servers: Servers;
  readonly sandbox: Sandbox;
  readonly balancer: Balancer;
  readonly fleet: Fleet;
  readonly databaseUrl: string;
  readonly speakers: readonly Speaker[];
  /** Milliseconds each recovery took. */
  readonly recoveries: number[] = [];
  /** What went wrong that is no matter of counting. */
  readonly problems: string[];
  /** Whether the round is one that must fail. */
  readonly wallIsMissing: boolean;
  /** When spndr last showed anything (of performance.now()). */
  lastShownMs = performance.now();
  readonly #disturbances: { fromMs: number; toMs: number }[];
  readonly #listeners = new Set<(spoken: Spoken) => void>();
  readonly #writing = new AbortController();
  readonly #lost: AbortSignal;
  #writers: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    setup: Setup;
    random: Random;
    servers: Servers;
    sandbox: Sandbox;
    balancer: Balancer;
    fleet: Fleet;
    databaseUrl: string;
    renderer: Renderer;
    problems: string[];
    lost: AbortSignal;
    disturbances: { fromMs: number; toMs: number }[];
    wallIsMissing: boolean;
  }) {
    const { setup, random, sandbox } = parts;
    this.setup = setup;
    this.random = random;
    this.servers = parts.servers;
    this.sandbox = sandbox;
    this.balancer = parts.balancer;
    this.fleet = parts.fleet;
    this.databaseUrl = parts.databaseUrl;
    this.problems = parts.problems;
    this.#lost = parts.lost;
    this.#disturbances = parts.disturbances;
    this.wallIsMissing = parts.wallIsMissing;
    let price = 100;
    this.speakers = Array.from({ length: setup.people }, (_, index) => ({
      person: sandbox.person({ firstName: `Person ${index + 1}`, languageCode: 'en', started: true }),
      chat: new ChatRecord((shownMs) => this.#isDisturbed(shownMs)),
      lines: linesOf({
        letter: String.fromCharCode('a'.charCodeAt(0) + index),
        random,
        nextPrice: () => ++price,
        renderer: parts.renderer,
        signsUp: setup.signUp,
        poison: setup.poison,
      }),
    }));
    this.#listen();
  }

  /** Whether a daemon is gone that nobody ended. */
  get isBroken(): boolean {
    return this.#lost.aborted;
  }

  get redis(): RedisBox {
    return this.servers.redis;
  }

  /** Runs statements on the round's database. */
  sql<Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return query<Row>(this.databaseUrl, text, values);
  }

  /** A random pause of up to `longestMs`. */
  async pause(longestMs: number): Promise<void> {
    await sleep(this.random.next() * longestMs);
  }

  /** Says that from now on, until the returned function is called, spndr may lose the outcome of a call. */
  disturb(): () => void {
    const disturbance = { fromMs: performance.now(), toMs: Number.POSITIVE_INFINITY };
    this.#disturbances.push(disturbance);
    return () => {
      disturbance.toMs = performance.now();
    };
  }

  /**
   * Waits for the first reply that is shown after `fromMs` (of performance.now()) and answers something that was said
   * after `saidMs`, and counts the time in between as a recovery.
   */
  async recovered(fromMs: number, saidMs = 0): Promise<void> {
    const atMs = await new Promise<number>((resolve, reject) => {
      const end = (outcome: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        this.#lost.removeEventListener('abort', lost);
        outcome();
      };
      const timer = setTimeout(() => {
        const words = `no reply for ${recoveryLimitMs / 1_000} s:\n${this.fleet.lastWords()}`;
        end(() => reject(new Error(words)));
      }, recoveryLimitMs);
      const lost = () => end(() => reject(new Error('there is no daemon to wait for')));
      const look = (spoken: Spoken) => {
        const now = performance.now();
        if (now < fromMs + (saidMs === 0 ? echoMs : 0) || spoken.saidMs < saidMs) return;
        end(() => resolve(now));
      };
      this.#listeners.add(look);
      this.#lost.addEventListener('abort', lost);
      if (this.#lost.aborted) lost();
    });
    this.recoveries.push(atMs - fromMs);
  }

  /** Waits until everybody has had the answer that ends their first dialogue. */
  async everybodyHasSignedUp(): Promise<void> {
    for (const endMs = performance.now() + recoveryLimitMs; performance.now() < endMs; await sleep(20)) {
      const signedUp = ({ chat }: Speaker) => chat.said.some(({ ends, shownMs }) => ends && shownMs !== null);
      if (this.speakers.every(signedUp)) return;
      if (this.isBroken) throw new Error('there is no daemon to sign up with');
    }
    throw new Error(`not everybody was signed up:\n${this.fleet.lastWords()}`);
  }

  /** Everybody begins to write, each on their own and without waiting for answers. */
  startWriting(): void {
    this.#writers = Promise.all(this.speakers.map((speaker) => this.#write(speaker)));
  }

  /** Everybody ends the dialogue they are in and falls silent. */
  async stopWriting(): Promise<void> {
    this.#writing.abort();
    await this.#writers;
  }

  async #write({ lines, person, chat }: Speaker): Promise<void> {
    for (let atEnd = false; !(atEnd && this.#writing.signal.aborted); ) {
      const line = lines.next().value;
      const { updateId } = person.say(line.text);
      if (updateId === null) throw new Error('the sandbox did not take a message');
      chat.say(line, updateId, performance.now());
      atEnd = line.ends;
      do await this.pause(2 * this.setup.paceMs);
      while (this.sandbox.pendingCount > mostPending && !this.#writing.signal.aborted);
    }
  }

  #listen(): void {
    const chats = new Map(this.speakers.map(({ person, chat }) => [person.id, chat]));
    this.sandbox.events.on((event) => {
      if (event.kind === 'shown' && event.shown.from?.isBot) {
        this.lastShownMs = performance.now();
        const spoken = chats.get(event.shown.chatId)?.show(event.shown.text, performance.now());
        if (spoken) for (const listener of [...this.#listeners]) listener(spoken);
      } else if (event.kind === 'call' && /^fault: (reset|timeout)-after$/.test(event.call.error ?? '')) {
        chats.get(Number(event.call.params.chat_id))?.leaveUnanswered();
      }
    });
  }

  #isDisturbed(shownMs: number): boolean {
    return this.#disturbances.some(
      ({ fromMs, toMs }) => fromMs - lostBeforeMs <= shownMs && shownMs <= toMs + lostAfterMs,
    );
  }
}

/** Sets a round up: a fresh database, a fresh bot, its daemons running. */
export async function openRig(servers: Servers, fault: Fault, setup: Setup, random: Random): Promise<Rig> {
  const database = `round_${fault.name.replaceAll('-', '_')}_${Date.now()}`;
  await servers.cluster.createDatabase(database);
  const databaseUrl = servers.cluster.url(database);
  const sandbox = await startSandbox({
    token: `${7_000_000_000 + random.below(1_000_000)}:faults`,
    webhook: { firstRetryMs: 100, maxRetryMs: 1_000 },
  });
  const ports = await portsFor(setup.daemons);
  const balancer = await startBalancer(ports, random);
  const problems: string[] = [];
  const lost = new AbortController();
  const disturbances: HeldUp[] = [];
  const fleet = new Fleet({
    count: setup.daemons,
    mode: setup.mode,
    token: sandbox.token,
    telegramApi: sandbox.url,
    databaseUrl,
    redisUrl: setup.buffer === 'redis' ? servers.redis.url : null,
    webhookUrl: balancer.url,
    ports,
    dataDir: await mkdtemp(join(servers.directory, 'daemons-')),
    nodeArgs: setup.nodeArgs,
    onHeldUp: (heldUp) => disturbances.push(heldUp),
    onLost: (problem) => {
      problems.push(problem);
      lost.abort();
    },
  });
  const renderer = createRenderer(await readLocales());
  const rig = new Rig({
    setup,
    random,
    servers,
    sandbox,
    balancer,
    fleet,
    databaseUrl,
    renderer,
    problems,
    lost: lost.signal,
    disturbances,
    wallIsMissing: fault.mustFail !== undefined,
  });
  if (!setup.signUp) await giveAccounts(rig);
  if (fault.sql) await rig.sql(fault.sql);
  try {
    await fleet.startAll();
  } catch (error) {
    fleet.killAll();
    throw error;
  }
  return rig;
}

/** Accounts and links as signing up makes them, without the time that a password takes. */
async function giveAccounts(rig: Rig): Promise<void> {
  for (const { person } of rig.speakers)
    await rig.sql(
      `with made as (
         insert into account (email, password_hash, locale, currency, time_zone)
         values ($1, 'none', 'en', 'USD', 'UTC') returning id)
       insert into link (bot_id, person_id, account_id) select $2, $3, id from made`,
      [`${person.id}@faults.example.com`, rig.sandbox.bot.id, person.id],
    );
}
