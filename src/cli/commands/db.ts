import type { Command } from 'commander';
import { refuseCompany } from '../../ledger/storage/company.ts';
import {
  connected,
  migrateDown,
  migrateUp,
  migrationState,
  NewerDatabase,
  readState,
  resetDatabase,
} from '../../ledger/storage/migrate.ts';
import { askFirst } from '../ask-first.ts';
import type { Config } from '../config.ts';
import { examples } from '../help.ts';
import { countHoldings, describeHoldings } from '../holdings.ts';
import type { CommandIo } from '../io.ts';
import { databaseName } from '../storage.ts';
import { defineRoles } from './db-roles.ts';
import { defineUpgrade } from './db-upgrade.ts';

/** The applied migrations are printed as the result anyway. */
const quiet = () => {};

/** Adds `spndr db migrate | rollback | reset | status | roles | upgrade`. */
export function define(program: Command, io: CommandIo): void {
  const db = program.command('db').description('look after the database');
  examples(db, [
    ['spndr db status', 'which migrations are applied'],
    ['spndr db migrate', 'bring the tables up to date'],
  ]);

  const migrate = db
    .command('migrate')
    .description('apply the migrations that are pending; spndr start does this too')
    .action(() => withState(io, migrateDatabase, { make: true }));
  examples(migrate, [['spndr db migrate'], ['DATABASE_URL=postgres://localhost/spndr spndr db migrate']]);

  const rollback = db
    .command('rollback')
    .description(
      'take back the last migration; asks first when there is data to lose; stop spndr start first',
    )
    .option('--yes', 'do not ask')
    .action((options: { yes?: boolean }) =>
      withState(io, (state) => rollbackDatabase(state, options.yes === true)),
    );
  examples(rollback, [['spndr db rollback']]);

  const reset = db
    .command('reset')
    .description('erase everything and make the tables anew; asks first; stop spndr start first')
    .option('--yes', 'do not ask')
    .action((options: { yes?: boolean }) => withState(io, (state) => eraseAll(state, options.yes === true)));
  examples(reset, [['spndr db reset'], ['spndr db reset --yes', 'in a script']]);

  const status = db
    .command('status')
    .description('show which migrations are applied and which are pending')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) =>
      withState(io, (state) => showStatus(state, options.json === true)),
    );
  examples(status, [['spndr db status'], ['spndr db status --json']]);

  defineRoles(db, io);
  defineUpgrade(db, io);
}

/** An open database that these commands work on. */
interface Open {
  readonly io: CommandIo;
  readonly url: string;
  /** The database's name, without a password. */
  readonly name: string;
}

async function withState(
  io: CommandIo,
  work: (open: Open) => Promise<void>,
  options = { make: false },
): Promise<void> {
  const config: Config = await io.readConfig();
  await io.withDatabase(config, (url) => work({ io, url, name: databaseName(config) }), options);
}

async function migrateDatabase({ io, url, name }: Open): Promise<void> {
  const applied = await io.out.working(`migrating ${name}`, () => migrateUp(url, quiet));
  if (applied.length === 0) io.out.line(`nothing to do: ${name} is up to date`);
  for (const migration of applied) io.out.line(`applied ${migration}`);
}

async function rollbackDatabase({ io, url, name }: Open, yes: boolean): Promise<void> {
  const last = (await knownMigrations(url, 'roll back')).at(-1);
  if (last === undefined) return io.out.line(`nothing to take back: ${name} has no migrations of spndr`);
  const holdings = await countHoldings(url);
  if (!yes && (holdings.accounts > 0 || holdings.purchases > 0)) {
    const loss = `Taking back ${last} can destroy data in ${name}, which holds ${describeHoldings(holdings)}.`;
    await askFirst(io, `${loss}\nTake it back?`, 'spndr db rollback --yes');
  }
  await io.out.working(`taking back ${last}`, () => migrateDown(url, quiet));
  io.out.line(`took back ${last}`);
}

async function eraseAll({ io, url, name }: Open, yes: boolean): Promise<void> {
  await knownMigrations(url, 'reset');
  const holdings = describeHoldings(await countHoldings(url));
  if (!yes) {
    const loss = `This erases everything spndr keeps in ${name}: ${holdings}.`;
    await askFirst(io, `${loss}\nErase it?`, 'spndr db reset --yes');
  }
  await io.out.working(`resetting ${name}`, () => resetDatabase(url, quiet));
  io.out.line(`erased ${holdings}; ${name} is like new`);
}

/** The applied migrations. Refuses a database that is newer or in use, before anything is asked. */
function knownMigrations(url: string, then: string): Promise<string[]> {
  return connected(url, async (client) => {
    const { applied, unknown } = await readState(client);
    if (unknown.length > 0) throw new NewerDatabase(unknown);
    await refuseCompany(client, then);
    return applied;
  });
}

async function showStatus({ io, url, name }: Open, json: boolean): Promise<void> {
  const state = await migrationState(url);
  if (json) return io.out.json({ database: name, ...state });
  io.out.line(name);
  await io.out.table(
    ['migration', 'state'],
    [
      ...state.applied.map((migration) => [migration, 'applied']),
      ...state.pending.map((migration) => [migration, 'pending']),
      ...state.unknown.map((migration) => [migration, 'applied by a newer spndr']),
    ],
  );
  if (state.pending.length > 0) io.out.note('spndr db migrate applies what is pending');
  if (state.unknown.length > 0)
    io.out.note('this spndr is older than the database; update spndr before you start it');
}
