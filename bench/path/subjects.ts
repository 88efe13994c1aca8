import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { shippedSpndr } from '../../test/helpers/build.ts';
import { freePort } from '../../test/helpers/ports.ts';

/** What is measured: processes that answer updates from Telegram. */
export interface Subject {
  readonly pids: readonly number[];
  /** Milliseconds from the start of the process until it is ready. */
  readonly startedMs: number;
  stop(): Promise<void>;
}

export interface TelegramPlace {
  readonly url: string;
  readonly token: string;
}

/** Starts one of the small bots in `bots/`, listening on `port`. `databaseUrl`: for the one with a database. */
export async function startBot(
  name: 'grammy' | 'node-telegram-bot-api' | 'bare' | 'durable',
  telegram: TelegramPlace,
  databaseUrl = '',
): Promise<Subject & { readonly port: number }> {
  const port = await freePort();
  const beganMs = performance.now();
  const child = fork(new URL(`./bots/${name}.js`, import.meta.url), {
    env: {
      PATH: process.env.PATH,
      BOT_TOKEN: telegram.token,
      API_ROOT: telegram.url,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
    },
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the bot on ${name} ended`))),
  ]);
  const startedMs = performance.now() - beganMs;
  return {
    port,
    pids: [child.pid ?? 0],
    startedMs,
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

export interface SpndrOptions {
  readonly mode: 'polling' | 'webhook';
  readonly telegram: TelegramPlace;
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** null: the table is the buffer. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  /** 1 by default. */
  readonly daemons?: number;
}

/** A running spndr. `targets` are the webhook addresses of its daemons, one each. */
export interface Spndr extends Subject {
  readonly targets: readonly string[];
  readonly secret: string;
}

const secret = 'benchmarks-only';

/** Starts daemons as the systemd unit does, logging at the default level to files. */
export async function startSpndr(options: SpndrOptions): Promise<Spndr> {
  const ports = await Promise.all(Array.from({ length: options.daemons ?? 1 }, () => freePort()));
  const beganMs = performance.now();
  // one after the other: the webhook registered last counts
  const children: ChildProcess[] = [];
  for (const port of ports) children.push(await startDaemon(options, port));
  return {
    pids: children.map(({ pid }) => pid ?? 0),
    startedMs: performance.now() - beganMs,
    targets: ports.map((port) => `http://127.0.0.1:${port}/`),
    secret,
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          const gone = once(child, 'exit');
          child.kill('SIGTERM');
          await gone;
        }),
      );
    },
  };
}

async function startDaemon(options: SpndrOptions, port: number): Promise<ChildProcess> {
  const { mode, telegram, databaseUrl, redisUrl, dataDir } = options;
  // a file, as a pipe would wake this process for each line
  const logPath = join(dataDir, `log-${port}`);
  const log = await open(logPath, 'w');
  const child = spawn(process.execPath, ['--v8-pool-size=1', shippedSpndr, 'start', `--${mode}`], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH,
      SPNDR_BOT_TOKEN: telegram.token,
      SPNDR_TELEGRAM_API: telegram.url,
      SPNDR_DATA_DIR: dataDir,
      SPNDR_SEND_LIMIT: '0',
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
      SPNDR_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
      SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
      SPNDR_WEBHOOK_SECRET: secret,
    },
    stdio: ['ignore', log.fd, 'inherit'],
  });
  await running(child, logPath);
  await log.close();
  return child;
}

/** Waits until the daemon has logged that it runs. Throws if it does not. */
async function running(child: ChildProcess, logPath: string): Promise<void> {
  for (let looks = 0; looks < 6_000 && child.exitCode === null; looks += 1) {
    if ((await readFile(logPath, 'utf8')).includes('"msg":"running"')) return;
    await sleep(5);
  }
  throw new Error(`spndr does not run:\n${(await readFile(logPath, 'utf8')).slice(-2_000)}`);
}
