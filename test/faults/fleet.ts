import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../helpers/ports.ts';
import { type DaemonProcess, type HeldUp, spawnDaemon } from './daemon.ts';

const longestEndMs = 45_000;

export type Mode = 'polling' | 'webhook';

/** What all daemons of a round share. */
export interface FleetOptions {
  readonly count: number;
  readonly mode: Mode;
  readonly token: string;
  readonly telegramApi: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** The URL that Telegram calls; the balancer's. */
  readonly webhookUrl: string;
  /** One port a daemon. */
  readonly ports: readonly number[];
  readonly dataDir: string;
  readonly nodeArgs: readonly string[];
  readonly onHeldUp: (heldUp: HeldUp) => void;
  /** Hears of a daemon that ended without having been told to. */
  readonly onLost: (problem: string) => void;
}

/** The daemons of one round. They are known by their places, 0 to `count` - 1. */
export class Fleet {
  mode: Mode;
  readonly #options: FleetOptions;
  readonly #secret = randomBytes(24).toString('base64url');
  readonly #processes: DaemonProcess[] = [];
  readonly #expected = new Set<DaemonProcess>();

  constructor(options: FleetOptions) {
    this.#options = options;
    this.mode = options.mode;
  }

  get size(): number {
    return this.#options.count;
  }

  /** Spawns the daemon of a place and returns at once. */
  start(place: number): DaemonProcess {
    const { token, telegramApi, databaseUrl, redisUrl, webhookUrl, ports, dataDir, nodeArgs } = this.#options;
    const spawned = spawnDaemon(
      [`--${this.mode}`],
      {
        SPNDR_BOT_TOKEN: token,
        SPNDR_TELEGRAM_API: telegramApi,
        SPNDR_DATA_DIR: dataDir,
        SPNDR_SEND_LIMIT: '0',
        DATABASE_URL: databaseUrl,
        ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
        SPNDR_WEBHOOK_URL: webhookUrl,
        SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${ports[place]}`,
        SPNDR_WEBHOOK_SECRET: this.#secret,
      },
      nodeArgs,
      this.#options.onHeldUp,
    );
    this.#processes[place] = spawned;
    void spawned.ended.then((how) => {
      if (this.#expected.has(spawned)) return;
      this.#options.onLost(`daemon ${place} ended by itself (${how}):\n${spawned.lastWords()}`);
    });
    return spawned;
  }

  /** The daemon of a place. */
  at(place: number): DaemonProcess {
    const process = this.#processes[place];
    if (!process) throw new Error(`there is no daemon ${place}`);
    return process;
  }

  /** Ends the daemon of a place with a signal; fulfils with its exit code or the signal's name once it is gone. */
  end(place: number, signal: NodeJS.Signals): Promise<number | string | null> {
    const process = this.at(place);
    this.expectEnd(place);
    process.signal(signal);
    return this.ended(place);
  }

  /** Waits until the daemon of a place is gone; rejects when that takes longer than its draining may. */
  async ended(place: number): Promise<number | string | null> {
    const process = this.at(place);
    const late = new AbortController();
    const tooLate = sleep(longestEndMs, null, { signal: late.signal }).catch(() => null);
    const ended = process.ended.then((code) => ({ code }));
    const outcome = await Promise.race([ended, tooLate]);
    late.abort();
    if (outcome === null) throw new Error(`daemon ${place} does not end:\n${process.lastWords()}`);
    return outcome.code;
  }

  /** The daemon of a place is going to end by itself. */
  expectEnd(place: number): void {
    this.#expected.add(this.at(place));
  }

  async startAll(): Promise<void> {
    for (let place = 0; place < this.size; place++) this.start(place);
    await Promise.all(this.#processes.map((process) => process.logged(/^running$/)));
  }

  /** Ends all that are left, in order; rejects when one does not end well. */
  async stopAll(): Promise<void> {
    const ends = this.#processes.map(async (process, place) =>
      process.isGone ? 0 : await this.end(place, 'SIGTERM'),
    );
    const codes = await Promise.all(ends);
    if (codes.some((code) => code !== 0)) throw new Error(`the daemons ended with ${codes.join(', ')}`);
  }

  killAll(): void {
    for (const [place, process] of this.#processes.entries())
      if (!process.isGone) {
        this.expectEnd(place);
        process.signal('SIGKILL');
      }
  }

  lastWords(): string {
    return this.#processes.map((process, place) => `daemon ${place}:\n${process.lastWords()}`).join('\n');
  }
}

/** Ports for `count` daemons. */
export function portsFor(count: number): Promise<readonly number[]> {
  return Promise.all(Array.from({ length: count }, freePort));
}
