import { readEmail } from '../../chat/email.ts';
import { minorDigits } from '../../ledger/money.ts';
import {
  importOriginal,
  type OriginalProblem,
  type OriginalTaken,
} from '../../ledger/portable/original/original.ts';
import { NotTheOriginal, wantsPassword } from '../../ledger/portable/original/source.ts';
import { readTimeZone } from '../../ledger/time-zones.ts';
import { countOf } from '../count.ts';
import { codeOf, Failure, UsageError } from '../failure.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { onNews, progressLine } from '../progress.ts';
import { decoded } from '../url-part.ts';

/** The options of `spndr import --from-original`. */
export interface OriginalOptions {
  /** postgres:// URL of the original's database. */
  readonly url: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** As typed; null: the bot of SPNDR_BOT_TOKEN. */
  readonly bot: string | null;
  /** As typed; null: EUR. */
  readonly currency: string | null;
  /** As typed; null: UTC. */
  readonly timeZone: string | null;
}

/** Further problems are only counted. */
const mostProblems = 10_000;

/** Imports a database of the original spndr. Throws `Failure`. */
export async function importFromOriginal(io: CommandIo, options: OriginalOptions): Promise<void> {
  const read = await readOptions(io, options);
  const request = { ...read, url: await withPassword(io, read.url) };
  const problems: OriginalProblem[] = [];
  let problemCount = 0;
  const taken = await withLedger(io, (database) =>
    io.out.working('reading the original', (report) => {
      const tell = onNews(report);
      return importOriginal(database, {
        ...request,
        dryRun: options.dryRun,
        now: new Date(),
        onProblem(problem) {
          problemCount += 1;
          if (problems.length < mostProblems) problems.push(problem);
        },
        report: (rows) => {
          if (rows % 50_000 === 0) tell(progressLine('rows of the original', rows, 0));
        },
      }).catch((error: unknown) => {
        throw explained(error, options.url);
      });
    }),
  );
  if (options.json) {
    io.out.json({
      dryRun: options.dryRun,
      currency: request.currency,
      timeZone: request.timeZone,
      ...taken,
      problemCount,
      problems: problems.map((problem) => ({ ...problem, says: sentences[problem.problem] })),
    });
    return;
  }
  tell(io, taken, request.currency, options);
  for (const problem of problems) io.out.note(describeProblem(problem));
  if (problemCount > problems.length) io.out.note(`and ${problemCount - problems.length} more`);
}

async function readOptions(io: CommandIo, { url, bot, currency, timeZone }: OriginalOptions) {
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageError(
      '--from-original takes a postgres:// address',
      'write it like postgres://user@host:5432/spndr',
    );
  }
  const code = (currency ?? 'EUR').toUpperCase();
  if (minorDigits(code) === null) {
    throw new UsageError(`'${currency}' is not a currency`, 'give a code such as EUR, USD or INR');
  }
  const zone = readTimeZone(timeZone ?? 'UTC');
  if (zone === null)
    throw new UsageError(`'${timeZone}' is not a time zone`, 'give one such as Europe/Berlin');
  return { url, botId: await readBot(io, bot), currency: code, timeZone: zone, readEmail: emailOf };
}

/**
 * The URL with a password. If the server wants one, and there is none in the URL (where everybody on the machine could
 * read it), PGPASSWORD or ~/.pgpass, asks for it. Throws `UsageError` without a terminal.
 */
async function withPassword(io: CommandIo, url: string): Promise<string> {
  const whole = new URL(url);
  const typed = decoded(whole.password) || whole.searchParams.get('password');
  const known = typed || io.environment.PGPASSWORD || null;
  io.learn(known);
  if (typed) io.out.note(onCommandLine);
  if (known !== null || !(await wantsPassword(url))) return url;
  const password = await io.askSecret(`The password for ${shown(url)}:`, elsewhere);
  // a URL without a host has no place for a password before it
  whole.searchParams.set('password', password);
  return whole.href;
}

const elsewhere = 'set PGPASSWORD, or put the password into ~/.pgpass';
const onCommandLine =
  'a password on the command line can be read by everybody on this machine: leave it out, and it is asked for; or set PGPASSWORD, or use ~/.pgpass';

function emailOf(text: string): string | null {
  const read = readEmail(text);
  return read.ok ? read.value : null;
}

async function readBot(io: CommandIo, bot: string | null): Promise<number> {
  const id = bot ?? (await io.readConfig()).botToken?.split(':', 1)[0];
  if (id === undefined) {
    throw new UsageError(
      'it is not known for which bot the Telegram users are to be linked',
      'set SPNDR_BOT_TOKEN, or give --bot with the part of the token before the colon',
    );
  }
  if (/^\d{1,15}$/.test(id) && Number(id) > 0) return Number(id);
  throw new UsageError(`'${id}' is not the id of a bot`, 'give the part of its token before the colon');
}

function explained(error: unknown, url: string): unknown {
  if (error instanceof NotTheOriginal) {
    return new Failure(
      `${shown(url)} is not a database of the original spndr (${error.message})`,
      'it has the tables users and transactions: check the name of the database',
    );
  }
  const code = codeOf(error);
  const refused = code !== null && /^(?:E[A-Z]+|28.{3}|3D000|08.{3}|57P03)$/.test(code);
  if (!refused) return error;
  return new Failure(`cannot read ${shown(url)} (${code})`, 'check the address, the user and the password');
}

/** A URL without user and password. */
function shown(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

function tell(
  io: CommandIo,
  taken: OriginalTaken,
  currency: string,
  { dryRun, ...options }: OriginalOptions,
): void {
  const { accounts, newLinks, purchases } = taken;
  const known = (count: number) => (count > 0 ? ` (${count.toLocaleString('en')} there already)` : '');
  io.out.line(
    [
      dryRun ? 'dry run, nothing is written: ' : 'taken over: ',
      `${countOf(accounts.new, 'account', 'accounts')}${known(accounts.known)}, `,
      `${countOf(newLinks, 'link', 'links')}, `,
      `${countOf(purchases.new, 'purchase', 'purchases')}${known(purchases.known)}`,
    ].join(''),
  );
  if (options.currency === null) {
    io.out.note(
      `the original kept no currency: its prices are taken as ${currency}; --currency says otherwise`,
    );
  }
}

const sentences: Readonly<Record<OriginalProblem['problem'], string>> = {
  'email-invalid': 'this is not an e-mail address',
  'email-taken':
    'there is an account with this address already, and nothing shows that it is the same person’s; have them log in to it ' +
    'with the Telegram user they had, then import again',
  'password-hash':
    'this has no password that can be verified; have the person sign up with this address, then import again',
  'telegram-id': 'the account is taken, but this is not the id of a Telegram user; the person can log in',
  'telegram-taken':
    'the account is taken, but this Telegram user acts for another account; the person can log in',
  'no-user': 'its user does not exist',
  'user-refused': 'its user was not taken',
  'no-item': 'it has no item',
  'item-too-long': 'an item has at most 200 characters',
  'vendor-too-long': 'a vendor has at most 100 characters',
  'category-too-long': 'a category has at most 100 characters',
  'hidden-characters': 'it has characters that cannot be seen',
  'not-text': 'it was not text, and what it was is lost',
  'no-price': 'it has no price',
  'price-unreadable': 'its price is not an amount',
  'price-zero': 'its price is zero',
  'price-negative': 'its price is below zero',
  'price-too-large': 'its price is too large',
  'price-too-many-decimals': 'its price has more decimals than the currency allows',
  'no-date': 'it has no date',
  'date-unreadable': 'its date is not a day',
};

function describeProblem({ table, id, problem, words }: OriginalProblem): string {
  const about = words === '' ? '' : `: ${JSON.stringify(words)}`;
  return `${table} ${id}: ${sentences[problem]}${about}`;
}
