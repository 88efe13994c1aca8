import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Work } from '../chat/converse.ts';
import { isFileWork } from '../chat/file-work.ts';
import { createRenderer } from '../chat/locales/render.ts';
import type { Rules } from '../chat/rules.ts';
import { fingerprintOf } from '../ledger/backup/manifest.ts';
import { openDatabase } from '../ledger/storage/database.ts';
import { isDatabaseOutage } from '../ledger/storage/outage.ts';
import { releasePollLease, takePollLease } from '../ledger/updates/poll-lease.ts';
import { botIdOf } from './bot-id.ts';
import { openBuffer } from './buffer/open.ts';
import { systemClock as clock } from './clock.ts';
import { createDeadLetters } from './dead-letters.ts';
import { startDelivery } from './delivery.ts';
import { createFiles } from './files/files.ts';
import { createIntake, type Intake } from './intake.ts';
import { readLocales } from './locale-files.ts';
import { untilReachable } from './patience.ts';
import { openStudio } from './pictures/studio.ts';
import { type Closers, createClosers, createStop } from './process/lifecycle.ts';
import { startGivingBack } from './process/memory.ts';
import { createPulse, type PulseWatch } from './process/pulse.ts';
import { startProcessing } from './processing.ts';
import { randomBytes } from './random.ts';
import { startRates } from './rates/rates.ts';
import { startRevival } from './schedules/revival.ts';
import { startSchedules } from './schedules/schedules.ts';
import { startTidying } from './schedules/tidying.ts';
import { requireSamePepper } from './secrets/same-pepper.ts';
import { createSeal } from './secrets/seal.ts';
import { openWorkshop } from './secrets/work.ts';
import { createLimiter } from './sending/limiter.ts';
import { createOutbox } from './sending/outbox.ts';
import { createStore } from './store.ts';
import { createApi } from './telegram/client.ts';
import { readIncoming, readUpdate } from './telegram/decode.ts';
import { publishMenu } from './telegram/menu.ts';
import { botIdentity, TokenRefused } from './telegram/registration.ts';
import { createMessenger } from './telegram/send.ts';
import { type Mode, openSource } from './telegram/source.ts';
import type { Lease } from './turn.ts';
import { openWatch, type WatchOptions } from './watch/watch.ts';

export interface DaemonOptions extends WatchOptions {
  readonly token: string;
  /** Root URL of the Bot API, without a trailing slash. */
  readonly telegramApi: string;
  /** A migrated database. */
  readonly databaseUrl: string;
  /** null: the buffer is a table of the database. */
  readonly redisUrl: string | null;
  readonly mode: Mode;
  /** Replies per second over all chats; 0: no limits. */
  readonly sendLimit: number;
  /** Where exchange rates are fetched from; null: nowhere. */
  readonly ratesUrl: string | null;
  /** The secret that keys password hashes and seals what waits outside the ledger. */
  readonly pepper: string;
  /** The previous pepper; null: there was none, or no hash depends on it any more. */
  readonly oldPepper: string | null;
  /** Who may use the bot, and create accounts. */
  readonly access: Omit<Rules, 'botName'>;
  readonly log: Logger;
  readonly pulse?: PulseWatch;
}

export interface Daemon {
  /** Fulfils with the reason when the daemon cannot go on. The owner still has to stop it. */
  readonly failed: Promise<Error>;
  /** The port the webhook listener is on; null when polling. */
  readonly port: number | null;
  /** How many updates this daemon has handled since its start, and how many it was offered and has not handled yet. */
  progress(): { readonly handled: number; readonly waiting: number };
  /** Stops intake, finishes open transactions, keeps delivering for up to 30 s, then closes everything. */
  stop(): Promise<void>;
}

const databaseConnections = 12;
/** When the daemon that polls dies, another one takes over within one and a half times this. */
const pollLeaseMs = 2_000;
const drainMs = 30_000;

/**
 * Starts the three loops and all around them; fulfils once they run. While Postgres, Redis or Telegram is out of reach
 * it waits, and logs that it does; aborting `signal` ends the wait. Rejects with `TokenRefused` when Telegram does not
 * know the token.
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
  const { token, log, pulse = createPulse(clock) } = options;
  let handled = 0;
  const botId = botIdOf(token);
  const waiting = { clock, log, signal };
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = resolve;
  });

  const { database, pool } = openDatabase(options.databaseUrl, {
    connections: databaseConnections,
    onIdleError: (error) => log.debug({ err: error }, 'a database connection was lost'),
  });
  closers.add(() => database.destroy());
  const daemonId = randomUUID();
  const watch = await openWatch({
    ...options,
    daemonId,
    botId,
    mode: options.mode.kind,
    buffer: options.redisUrl ? 'redis' : 'postgres',
    pepper: fingerprintOf(options.pepper),
    database,
    pool,
    clock,
    pulse,
    closers,
  });
  const { ports } = watch;
  await untilReachable({
    ...waiting,
    what: 'Postgres',
    attempt: () => sql`select 1`.execute(database),
    isFinal: (error) => !isDatabaseOutage(error),
  });
  await requireSamePepper(database, { ...options, botId });

  const api = createApi(token, options.telegramApi);
  const bot = await untilReachable({
    ...waiting,
    what: 'Telegram',
    attempt: () => botIdentity(api),
    isFinal: (error) => error instanceof TokenRefused,
  });

  const seal = createSeal(options.pepper, options.oldPepper);
  const buffer = ports.buffer(
    await openBuffer({ database, redisUrl: options.redisUrl, botId, seal, clock, log }),
  );
  closers.add(() => buffer.close());
  const workshop = openWorkshop({ pepper: options.pepper, oldPepper: options.oldPepper });
  closers.add(() => workshop.close());

  const locales = await readLocales();
  const onProblem = (problem: string) => log.error({ problem }, 'a phrase cannot be shown');
  const renderer = createRenderer(locales, onProblem);
  const studio = openStudio(renderer);
  closers.add(() => studio.close());

  const files = createFiles({ database, token, apiRoot: options.telegramApi });

  // no timeout: delivery limits the time of each call
  const sending = createApi(token, options.telegramApi, { timeoutMs: 0 });
  const delivery = startDelivery({
    outbox: ports.outbox(createOutbox({ database, botId, daemon: daemonId, seal })),
    messenger: ports.messenger(
      createMessenger({ api: sending, renderer, draw: studio.draw, files: files.port, log }),
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
    rules: { ...options.access, botName: bot.username },
    decode: (payload: string) => readIncoming(JSON.parse(payload), bot),
    seal,
    now: () => clock.now(),
    handover: { daemon: daemonId, offer: delivery.offer },
  };
  const work = (work: Work) => (isFileWork(work) ? files.work(work) : workshop.do(work));
  const newTrace = () => randomBytes(8).toString('hex');
  const store = ports.store(createStore(storing));
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

  const schedule = startSchedules({
    database,
    newTrace,
    botId,
    seal,
    clock,
    log,
    onSaid: () => delivery.wake(),
  });
  closers.add(() => schedule.stop());

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
  const pollLease: Lease = ports.lease({
    leaseMs: pollLeaseMs,
    take: () => takePollLease(database, claim),
    release: () => releasePollLease(database, claim),
  });

  const tidying = startTidying({ database, clock, log });
  closers.add(() => tidying.stop());
  const givingBack = startGivingBack({ handled: () => handled, clock });
  closers.add(() => givingBack.stop());

  const rates = startRates({ database, url: options.ratesUrl, clock, log });
  closers.add(() => rates.stop());

  // a renderer of its own: this needs every language, hardly anybody else does, and so it can be freed afterwards
  const menuStop = createStop();
  const speaking = { renderer: createRenderer(locales, onProblem), locales: locales.keys() };
  const menu = publishMenu({ ...speaking, api, clock, log, signal: menuStop.signal });
  closers.add(() => {
    menuStop.abort();
    return menu;
  });
  const source = await openSource({
    mode: options.mode,
    api: ports.updates(api),
    offer: ports.offer(intake.offer),
    pollLease,
    fail,
    clock,
    log,
    pulse,
    signal,
  });
  closers.add(() => source.stop());
  watch.running();
  log.info(
    { bot: bot.username, mode: options.mode.kind, buffer: options.redisUrl ? 'redis' : 'postgres' },
    'running',
  );
  const progress = () => ({ handled, waiting: intake.pending() });
  return { failed, port: source.port, progress, stop: () => closers.closeAll() };
}
