import type { Command } from 'commander';
import { UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { version } from '../version.ts';

interface UpgradeOptions {
  forgetOld?: boolean;
  binaries?: string;
  json?: boolean;
}

/** Adds `spndr db upgrade` to `spndr db`. */
export function defineUpgrade(db: Command, io: CommandIo): void {
  const upgrade = db
    .command('upgrade')
    .description(
      'move the embedded database to the major version of Postgres that this spndr brings; the old one is kept',
    )
    .option('--forget-old', 'delete what upgrades kept, once all is well')
    .option('--binaries <folder>', 'the folder with the bin of the old Postgres, where it is not found')
    .option('--json', 'print JSON')
    .action((options: UpgradeOptions) => run(io, options));
  examples(upgrade, [
    ['spndr db upgrade', 'stop spndr start first'],
    ['spndr db upgrade --forget-old', 'a few days later'],
    ['spndr db upgrade --binaries /usr/lib/postgresql/17'],
  ]);
}

async function run(io: CommandIo, options: UpgradeOptions): Promise<void> {
  const config = await io.readConfig();
  if (config.databaseUrl !== null)
    throw new UsageError(
      'spndr db upgrade is for the embedded database',
      'upgrade the PostgreSQL of DATABASE_URL with its own tools (pg_upgrade), or leave DATABASE_URL out',
    );
  const { dataDir } = config;
  const { forgetOldClusters, upgradeEmbedded } = await import('../../ledger/embedded/upgrade.ts');
  if (options.forgetOld) {
    const removed = await forgetOldClusters(dataDir, io.out.note);
    if (options.json) io.out.json({ removed });
    else if (removed.length === 0) io.out.line('there is no old database to forget');
    for (const path of options.json ? [] : removed) io.out.line(`removed ${path}`);
    return;
  }
  const upgraded = await io.out.working(`upgrading the embedded database in ${dataDir}`, (report) =>
    upgradeEmbedded(dataDir, { version: version(), binaries: options.binaries ?? null, report }),
  );
  if (options.json) return io.out.json(upgraded ?? { from: null });
  if (upgraded === null) return io.out.line('nothing to do: the database is on this Postgres already');
  const { from, to, kept, strange } = upgraded;
  io.out.line(`upgraded from Postgres ${from} to ${to}, every sum as it was`);
  io.out.note(`the old database is in ${kept}, with its postgresql.conf in case you changed it`);
  if (strange.length > 0) io.out.note(`only there, because they are not spndr's: ${strange.join(', ')}`);
  io.out.note('spndr db upgrade --forget-old removes it once you are satisfied');
}
