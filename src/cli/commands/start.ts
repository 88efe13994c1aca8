import type { Command } from 'commander';
import type { Logger } from 'pino';
import { systemClock as clock } from '../../daemon/clock.ts';
import { startDaemon } from '../../daemon/daemon.ts';
import { logDestination } from '../../daemon/log/journal.ts';
import { createLogger, type Trouble } from '../../daemon/log/log.ts';
import { untilReachable } from '../../daemon/patience.ts';
import { createPulse } from '../../daemon/process/pulse.ts';
import { inheritedSocket, serviceManager } from '../../daemon/process/service-manager.ts';
import { supervise } from '../../daemon/process/supervision.ts';
import { backupsInto, startBackups } from '../../daemon/schedules/backups.ts';
import type { Mode } from '../../daemon/telegram/source.ts';
import { migrateUp, migrationState, NewerDatabase } from '../../ledger/storage/migrate.ts';
import { isDatabaseOutage } from '../../ledger/storage/outage.ts';
import { type Config, strangeNames } from '../config.ts';
import { UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo, ConfigWith } from '../io.ts';
import { requireMigrated } from '../ledger.ts';
import { keptSecret, pepperOf } from '../secrets.ts';
import { listenForSignals } from '../signals.ts';
import { version } from '../version.ts';

interface StartOptions {
  polling?: boolean;
  webhook?: boolean;
  migrate: boolean;
  backupDir?: string;
  backupSchedule?: string;
  backupKeep?: string;
  json?: boolean;
}

/** Adds `spndr start`. */
export function define(program: Command, io: CommandIo): void {
  const start = program
    .command('start')
    .description('run the bot until it is told to stop (SIGTERM, Ctrl-C, the terminal closes)')
    .option('--polling', 'ask Telegram for updates: works anywhere, needs no public address')
    .option('--webhook', 'let Telegram call SPNDR_WEBHOOK_URL; listens on SPNDR_WEBHOOK_LISTEN')
    .option('--no-migrate', 'leave the database as it is; fails when migrations are pending')
    .option(
      '--backup-dir <directory>',
      'make backups in DIRECTORY on a schedule; otherwise as SPNDR_BACKUP_DIR says',
    )
    .option(
      '--backup-schedule <cron>',
      'when, in cron syntax and the time zone of the machine; otherwise as SPNDR_BACKUP_SCHEDULE says, or "30 3 * * *"',
    )
    .option(
      '--backup-keep <which>',
      'which of them are kept; otherwise as SPNDR_BACKUP_KEEP says, or "7 daily, 4 weekly, 12 monthly"',
    )
    .option('--json', 'log JSON lines to a terminal, too, as is done elsewhere')
    .action((options: StartOptions) => run(options, io));
  examples(start, [
    ['SPNDR_BOT_TOKEN=... spndr start --polling', 'embedded storage, no other server'],
    ['spndr --config /etc/spndr.env start --webhook'],
    [
      'spndr start --polling --backup-dir /backup --backup-schedule "0 3 * * *"',
      'a backup every night at three',
    ],
  ]);
}

async function run(options: StartOptions, io: CommandIo): Promise<void> {
  if (options.polling === options.webhook)
    throw new UsageError(
      'spndr start needs to know how updates arrive',
      'give either --polling or --webhook',
    );
  const { backupDir, backupSchedule, backupKeep } = options;
  const flags = { backupDir, backupSchedule, backupKeep };
  const config = options.webhook
    ? await io.readConfigOver(flags, 'botToken', 'webhookUrl')
    : await io.readConfigOver(flags, 'botToken');
  if (config.backupDir === null && (backupSchedule ?? backupKeep) !== undefined)
    throw new UsageError(
      `${backupSchedule === undefined ? '--backup-keep' : '--backup-schedule'} means nothing without a directory for backups`,
      'name one with --backup-dir or SPNDR_BACKUP_DIR',
    );
  const signals = listenForSignals();
  try {
    await Promise.race([serve(config, options, io, signals.stop), signals.forced]);
  } finally {
    signals.end();
  }
}

/** Opens the storage, runs the daemon until `stop` aborts or it fails, and closes everything. */
async function serve(
  config: ConfigWith<'botToken'>,
  options: StartOptions,
  io: CommandIo,
  stop: AbortSignal,
): Promise<void> {
  let trouble: Trouble | null = null;
  const log = createLogger(config.logLevel, logDestination(process.env, options.json), (latest) => {
    trouble = latest;
  });
  for (const name of strangeNames(io.environment))
    log.warn({ setting: name }, 'spndr knows no such setting: mend its name as in the README, or remove it');
  const manager = serviceManager(process.env, log);
  const pulse = createPulse(clock);
  const mode = options.webhook ? await webhookMode(config, io.learn) : ({ kind: 'polling' } as const);
  const storage = await io.openStorage(config);
  try {
    await prepareDatabase(storage.url, options.migrate, log, stop);
    const pepper = await pepperOf(config);
    io.learn(pepper);
    const daemon = await startDaemon(
      {
        token: config.botToken,
        telegramApi: config.telegramApi,
        databaseUrl: storage.url,
        redisUrl: config.redisUrl,
        mode,
        sendLimit: config.sendLimit,
        ratesUrl: config.ratesUrl,
        pepper,
        oldPepper: config.oldPepper,
        version: version(),
        admin: config.adminListen,
        lastTrouble: () => trouble,
        access: { signUp: config.signUp, allowed: config.allowed, approval: config.linkApproval },
        log,
        pulse,
      },
      stop,
    );
    const backups = backUp(config, storage.url, pepper, log);
    const { progress } = daemon;
    const supervision = manager && supervise({ manager, pulse, progress, mode: mode.kind, clock, log });
    const failure = await Promise.race([daemon.failed, aborted(stop)]);
    log.info('stopping');
    await Promise.all([daemon.stop(), backups.stop(), supervision?.stop()]);
    log.info('stopped');
    if (failure) throw failure;
  } catch (error) {
    // being stopped while still waiting for Postgres or Telegram is no failure
    if (!stop.aborted) throw error;
  } finally {
    await storage.close();
  }
}

/** Starts scheduled backups, if the settings name a directory for them. */
function backUp(config: Config, url: string, pepper: string, log: Logger): { stop(): Promise<void> } {
  const {
    backupDir: directory,
    backupSchedule: schedule,
    backupKeep: keep,
    backupFormat: format,
    backupPassphrase: passphrase,
  } = config;
  if (directory === null) return { stop: async () => {} };
  const make = backupsInto(
    { directory, schedule, keep },
    { url, version: version(), pepper, format, passphrase, log },
  );
  return startBackups({ schedule, make, clock, log });
}

/** Waits for Postgres, then applies pending migrations or, without `migrate`, throws if there are any. */
async function prepareDatabase(
  url: string,
  migrate: boolean,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const waiting = { clock, log, signal, isFinal: (error: unknown) => !isDatabaseOutage(error) };
  if (migrate) {
    const applied = await untilReachable({
      ...waiting,
      what: 'Postgres',
      attempt: () => migrateUp(url, () => {}),
    });
    for (const name of applied) log.info({ migration: name }, 'migrated');
    return;
  }
  const state = await untilReachable({ ...waiting, what: 'Postgres', attempt: () => migrationState(url) });
  if (state.unknown.length > 0) throw new NewerDatabase(state.unknown);
  requireMigrated(state.pending, 'run `spndr db migrate`, or start without --no-migrate');
}

async function webhookMode(config: ConfigWith<'botToken'>, learn: CommandIo['learn']): Promise<Mode> {
  const fd = inheritedSocket(process.env);
  const secret = config.webhookSecret ?? (await keptSecret(config.dataDir, 'webhook-secret'));
  learn(secret);
  return {
    kind: 'webhook',
    url: config.webhookUrl ?? '',
    listen: { ...config.webhookListen, ...(fd === undefined ? {} : { fd }) },
    secret,
  };
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
