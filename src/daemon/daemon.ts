import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Api } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import type { Work } from '../chat/converse.ts';
import { createRenderer } from '../chat/locales/render.ts';
import { type Database, openDatabase } from '../ledger/database.ts';
import { forgetOldMarks } from '../ledger/handled.ts';
import { isDatabaseOutage } from '../ledger/outage.ts';
import { releasePollLease, takePollLease } from '../ledger/poll-lease.ts';
import type { Buffer } from './buffer/buffer.ts';
import { openPostgresBuffer } from './buffer/postgres.ts';
import { sealBuffer } from './buffer/sealed.ts';
import { systemClock as clock } from './clock.ts';
import { createDeadLetters } from './dead-letters.ts';
import { startDelivery } from './delivery.ts';
import { createIntake, type Intake } from './intake.ts';
import { type Closers, createClosers } from './lifecycle.ts';
import { createLimiter } from './limiter.ts';
import { readLocales } from './locale-files.ts';
import { untilReachable } from './patience.ts';
import { startProcessing } from './processing.ts';
import { type Pulse, unwatched } from './pulse.ts';
import { startRates } from './rates.ts';
import { startRevival } from './revival.ts';
import { createSeal } from './seal.ts';
import { createOutbox, createStore } from './store.ts';
import { createApi } from './telegram/client.ts';
import { decode, readUpdate } from './telegram/decode.ts';
import { publishMenu } from './telegram/menu.ts';
import { poll } from './telegram/polling.ts';
import {
  botIdentity,
  registerWebhook,
  removeWebhook,
  TelegramRefused,
  TokenRefused,
} from './telegram/registration.ts';
import { createMessenger } from './telegram/send.ts';
import { listen } from './telegram/webhook.ts';
import { inTurn, type Lease } from './turn.ts';
import { openWorkshop } from './work.ts';

export interface DaemonOptions {
  readonly token: string;
  /** Root of the Bot API, without a trailing slash. */
  readonly telegramApi: string;
  /** A migrated database. */
  readonly databaseUrl: string;
  /** null: the buffer is a table of the database. */
  readonly redisUrl: string | null;
  readonly mode: Mode;
  /** Replies a second overall; 0 for no limits. */
  readonly sendLimit: number;
  /** Where exchange rates are fetched from; null: nowhere. */
  readonly ratesUrl: string | null;
  /** The secret that keys password digests, and seals what waits outside of the ledger. */
  readonly pepper: string;
  readonly log: Logger;
  readonly pulse?: Pulse;
}

export type Mode =
  | { readonly kind: 'polling' }
  | {
      readonly kind: 'webhook';
      /** The public https URL that Telegram calls. */
      readonly url: string;
      /** `fd`: a listening socket that was inherited, instead of opening one. */
      readonly listen: { readonly host: string; readonly port: number; readonly fd?: number };
      readonly secret: string;
    };

export interface Daemon {
  /** Fulfils when the daemon cannot go on, with the reason. Stopping it is still the owner's task. */
  readonly failed: Promise<Error>;
  /** The port the webhook listener has; null when polling. */
  readonly port: number | null;
  /** How many updates this daemon has handled, and how many of those it was offered still wait. */
  progress(): { readonly handled: number; readonly waiting: number };
  /** Stops intake, finishes the transactions in hand, drains delivery for up to 30 s, closes everything. */
  stop(): Promise<void>;
}

const databaseConnections = 12;
const intakeStopMs = 10_000;
/** Another daemon takes the poll over within this and a third when the one that has it dies. */
const pollLeaseMs = 2_000;
const drainMs = 30_000;
const tidyMs = 3_600_000;

/**
 * Starts the three loops and their edges, and fulfils when they run. Waits, saying so, while Postgres, Redis or
 * Telegram is out of reach; rejects with `TokenRefused` when Telegram does not know the token. `signal` ends the
 * waiting.
 */
export async function startDaemon(options: DaemonOptions, signal: AbortSignal): Promise<Daemon> {
  const closers = createClosers();
  try {
    return await open(options, signal, closers);
  } catch (error) {
    await closers.closeAll().catch(() => undefined);
    throw error;
  }
}

async function open(options: DaemonOptions, signal: AbortSignal, closers: Closers): Promise<Daemon> {
  const { token, log, pulse = unwatched } = options;
  let handled = 0;
  const botId = Number(token.split(':', 1)[0]);
  const waiting = { clock, log, signal };
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = resolve;
  });

  const { database } = openDatabase(options.databaseUrl, {
    connections: databaseConnections,
    onIdleError: (error) => log.debug({ err: error }, 'a database connection was lost'),
  });
  closers.add(() => database.destroy());
  await untilReachable({
    ...waiting,
    what: 'Postgres',
    attempt: () => sql`select 1`.execute(database),
    isFinal: (error) => !isDatabaseOutage(error),
  });

  const api = createApi(token, options.telegramApi);
  const bot = await untilReachable({
    ...waiting,
    what: 'Telegram',
    attempt: () => botIdentity(api),
    isFinal: (error) => error instanceof TokenRefused,
  });

  const seal = createSeal(options.pepper);
  let unreadable = false;
  const buffer = sealBuffer({
    buffer: await openBuffer(options, botId, database, closers),
    seal,
    botId,
    clock,
    onUnreadable(partition) {
      if (!unreadable)
        log.error(
          { partition },
          'buffered updates cannot be opened: daemons of one bot need the same SPNDR_PEPPER',
        );
      unreadable = true;
    },
  });
  const workshop = openWorkshop(options.pepper);
  closers.add(() => workshop.close());

  const daemonId = randomUUID();
  const locales = await readLocales();
  const renderer = createRenderer(locales, (problem) => log.error({ problem }, 'a phrase cannot be shown'));

  const delivery = startDelivery({
    outbox: createOutbox({ database, botId, daemon: daemonId }),
    messenger: createMessenger(api, renderer, (error) =>
      log.error({ err: error }, 'a reply cannot be put into words'),
    ),
    limiter: createLimiter(options.sendLimit),
    clock,
    log,
    pulse,
    onUnauthorized: (error) => fail(new TokenRefused(error)),
  });
  closers.add(() => delivery.stop(drainMs));

  const storing = {
    database,
    botId,
    decode: (payload: string) => decode(JSON.parse(payload), bot),
    seal,
    now: () => clock.now(),
  };
  const work = (work: Work) => workshop.do(work);
  const newTrace = () => randomBytes(8).toString('hex');
  const store = createStore(storing);
  const processing = startProcessing({
    buffer,
    store,
    work,
    clock,
    log,
    pulse,
    onHandled: (updateIds) => {
      handled += updateIds.length;
      intake.handled(updateIds);
      delivery.wake();
    },
  });
  closers.add(() => processing.stop());

  const revival = startRevival({
    letters: createDeadLetters({ ...storing, read: (payload) => readUpdate(JSON.parse(payload)) }),
    work,
    clock,
    log,
    newTrace,
    onHandled: () => delivery.wake(),
  });
  closers.add(() => revival.stop());

  const intake: Intake = createIntake({
    buffer,
    store,
    clock,
    log,
    pulse,
    newTrace,
    onPushed: (partitions) => processing.wake(partitions),
  });
  closers.add(() => intake.stop());

  const claim = { botId, daemon: daemonId, leaseMs: pollLeaseMs };
  const pollLease: Lease = {
    leaseMs: pollLeaseMs,
    take: () => takePollLease(database, claim),
    release: () => releasePollLease(database, claim),
  };

  const tidying = new AbortController();
  const tidied = tidy(database, log, tidying.signal);
  closers.add(() => {
    tidying.abort();
    return tidied;
  });

  const rates = startRates({ database, url: options.ratesUrl, clock, log });
  closers.add(() => rates.stop());

  await publishMenu(api, renderer, locales.keys(), log);
  const port = await openSource({ options, api, intake, pollLease, closers, fail, signal });
  log.info(
    { bot: bot.username, mode: options.mode.kind, buffer: options.redisUrl ? 'redis' : 'postgres' },
    'running',
  );
  const progress = () => ({ handled, waiting: intake.pending() });
  return { failed, port, progress, stop: () => closers.closeAll() };
}

async function openBuffer(
  options: DaemonOptions,
  botId: number,
  database: Database,
  closers: Closers,
): Promise<Buffer> {
  if (!options.redisUrl) return openPostgresBuffer({ database, botId });
  const { openRedisBuffer } = await import('./buffer/redis.ts');
  const buffer = openRedisBuffer({
    url: options.redisUrl,
    botId,
    onError: (error) => options.log.debug({ err: error }, 'the connection to Redis failed'),
  });
  closers.add(() => buffer.close());
  return buffer;
}

async function openSource(source: {
  options: DaemonOptions;
  api: Api;
  intake: Intake;
  pollLease: Lease;
  closers: Closers;
  fail: (error: Error) => void;
  signal: AbortSignal;
}): Promise<number | null> {
  const { options, api, intake, closers, fail, signal } = source;
  const { log, mode } = options;
  const reaching = {
    what: 'Telegram',
    isFinal: (error: unknown) => error instanceof TokenRefused,
    clock,
    log,
    signal,
  };

  if (mode.kind === 'polling') {
    const removed = await untilReachable({ ...reaching, attempt: () => removeWebhook(api) });
    if (removed) log.info('removed the registered webhook; what is pending is kept');
    const polling = new AbortController();
    const round = (options.pulse ?? unwatched).begin('intake');
    const polled = inTurn({
      lease: source.pollLease,
      work: (turn) => poll({ api, offer: intake.offer, signal: turn, log, onRound: round.again }),
      onRound: round.again,
      clock,
      log,
      signal: polling.signal,
    }).catch(fail);
    closers.add(async () => {
      polling.abort();
      await within(intakeStopMs, polled);
      round.end();
    });
    return null;
  }

  const path = new URL(mode.url).pathname;
  const listener = await listen({ ...mode.listen, path, secret: mode.secret, offer: intake.offer, log });
  closers.add(() => within(intakeStopMs, listener.stop()));
  await untilReachable({
    ...reaching,
    attempt: () => registerWebhook(api, { url: mode.url, secret: mode.secret }),
    isFinal: (error) => error instanceof TokenRefused || error instanceof TelegramRefused,
  });
  return listener.port;
}

/** Waits for `promise`, but no longer than `ms`. */
async function within(ms: number, promise: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([promise, clock.sleep(ms, timer.signal)]);
  timer.abort();
}

async function tidy(database: Database, log: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await forgetOldMarks(database).catch((error: unknown) => log.debug({ err: error }, 'tidying failed'));
    await clock.sleep(tidyMs, signal);
  }
}
