import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { listAccounts } from '../../ledger/accounts/accounts.ts';
import { newCode } from '../../ledger/accounts/codes.ts';
import { lossOf } from '../../ledger/accounts/erase.ts';
import { hasOtherPepper, runningDaemons } from '../../ledger/updates/daemons.ts';
import { requireAccount } from '../account.ts';
import { askFirst } from '../ask-first.ts';
import { countOf } from '../count.ts';
import { Failure } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { existingPepper } from '../secrets.ts';

interface OneOptions {
  account: string;
  yes?: boolean;
  json?: boolean;
}

/** Adds `spndr account list | password | erase`. */
export function define(program: Command, io: CommandIo): void {
  const account = program.command('account').description('look after accounts');
  examples(account, [['spndr account list'], ['spndr account erase --account ann@example.com']]);

  const list = account
    .command('list')
    .description('show every account: how much is in it and how many people use it')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => show(io, options.json === true));
  examples(list, [['spndr account list'], ['spndr account list --json']]);

  const password = account
    .command('password')
    .description(
      'set a new password for somebody who forgot it and has no chat left in which to use /password; asks first.\n' +
        'It is printed once. The people who use the account are told.',
    )
    .requiredOption('--account <email>', 'which account')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action((options: OneOptions) => changeOne(io, options));
  examples(password, [['spndr account password --account ann@example.com']]);

  const erase = account
    .command('erase')
    .description(
      'erase an account and everything that is kept for it; asks first.\n' +
        'The people who use it are told. Backups keep it until they are replaced.',
    )
    .requiredOption('--account <email>', 'which account')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action((options: OneOptions) => eraseOne(io, options));
  examples(erase, [
    ['spndr export --account ann@example.com -o ann.json', 'keeps all of it in a file first'],
    ['spndr account erase --account ann@example.com'],
  ]);
}

async function show(io: CommandIo, json: boolean): Promise<void> {
  const accounts = await withLedger(io, (database) => database.transaction().execute(listAccounts));
  if (json) return io.out.json(accounts);
  if (accounts.length === 0) return io.out.line('there is no account');
  await io.out.table(
    ['account', 'purchases', 'people', 'since'],
    accounts.map(({ email, purchases, people, since }) => [
      email,
      purchases.toLocaleString('en'),
      people.toLocaleString('en'),
      since.toISOString().slice(0, 10),
    ]),
  );
}

async function changeOne(io: CommandIo, options: OneOptions): Promise<void> {
  const config = await io.readConfig();
  const pepper = await existingPepper(config);
  if (pepper === null)
    throw new Failure(
      `there is no pepper in ${config.dataDir}, and passwords depend on it`,
      'run this on the machine of the daemon, as its user, or set SPNDR_PEPPER to the same value',
    );
  await withLedger(io, async (database) => {
    const account = await requireAccount(database, options.account);
    const { email } = account;
    const daemons = await runningDaemons(database);
    if (daemons.length > 0 && daemons.every((daemon) => hasOtherPepper(daemon, [pepper])))
      throw new Failure(
        'the daemon runs with another pepper, so nobody could log in with a password that is set here',
        'run this as its user, with its SPNDR_PEPPER or SPNDR_DATA_DIR',
      );
    if (!options.yes)
      await askFirst(
        io,
        `This sets a new password for the account ${email}: nobody can log in with the old one any more. Set it?`,
        `spndr account password --account ${email} --yes`,
      );
    const { changePasswordForOperator } = await import('../../daemon/for-operator.ts');
    const { hashOf } = await import('../../daemon/secrets/password-hash.ts');
    const password = newCode();
    const hash = hashOf(password, pepper);
    const changed = await database
      .transaction()
      .execute((ledger) => changePasswordForOperator(ledger, account, hash, when()));
    if (changed === null) throw new Failure(`the account ${email} is gone`, 'there is nothing to do');
    if (options.json) return io.out.json({ account: email, password, ...changed });
    io.out.line(`the password of ${email} is now ${password}`);
    noteTold(io, changed.told);
    io.out.note('whoever logs in with it can choose another in the chat, with /password');
  });
}

async function eraseOne(io: CommandIo, options: OneOptions): Promise<void> {
  await withLedger(io, async (database) => {
    const account = await requireAccount(database, options.account);
    const { email } = account;
    if (!options.yes) {
      const loss = await database.transaction().execute((ledger) => lossOf(ledger, account.id));
      const question =
        `This erases the account ${email} for good: ${describe(loss)}.\n` +
        `spndr export --account ${email} -o FILE.json writes all of it to a file first.\nErase it?`;
      await askFirst(io, question, `spndr account erase --account ${email} --yes`);
    }
    const { eraseForOperator } = await import('../../daemon/for-operator.ts');
    const erased = await io.out.working(`erasing ${email}`, () =>
      database.transaction().execute((ledger) => eraseForOperator(ledger, account, when())),
    );
    if (erased === null) throw new Failure(`the account ${email} is gone already`, 'there is nothing to do');
    if (options.json) return io.out.json({ erased: email, ...erased });
    io.out.line(`erased ${email}: ${describe(erased)}`);
    noteTold(io, erased.told);
    io.out.note('earlier backups still hold it, until they are replaced or removed');
  });
}

function when() {
  return { at: new Date(), newTrace: () => randomUUID().slice(0, 8) };
}

function noteTold(io: CommandIo, told: number): void {
  if (told > 0) io.out.note(`${countOf(told, 'person', 'people')} will be told as soon as spndr runs`);
}

function describe({ purchases, people }: { readonly purchases: number; readonly people: number }): string {
  const users = people === 0 ? 'nobody uses it' : `${countOf(people, 'person', 'people')} linked to it`;
  return `${countOf(purchases, 'purchase')}, ${users}`;
}
