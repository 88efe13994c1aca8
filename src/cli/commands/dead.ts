import type { Command } from 'commander';
import { aboutUpdate, createSeal } from '../../daemon/secrets/seal.ts';
import {
  type DeadLetter,
  dropDeadLetters,
  findDeadLetter,
  listDeadLetters,
  requestRetries,
} from '../../ledger/updates/dead-letters.ts';
import { askFirst } from '../ask-first.ts';
import { countOf } from '../count.ts';
import { Failure } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { mask } from '../mask.ts';
import { existingPepper } from '../secrets.ts';
import { noteMore, readId, readLimit, readSelection, requireAll, usualLimit } from '../selection.ts';

const choice = { noun: 'dead letter', allOption: '--all', list: 'spndr dead list' };
const lookThere = `\`${choice.list}\` shows which there are`;

/** Adds `spndr dead list | show | retry | drop`. */
export function define(program: Command, io: CommandIo): void {
  const dead = program
    .command('dead')
    .description(
      'look after dead letters: updates that failed every attempt and whose sender got an apology',
    );
  examples(dead, [
    ['spndr dead list', 'which there are, and why'],
    ['spndr dead retry --all', 'once the cause is mended'],
  ]);

  const list = dead
    .command('list')
    .description('list the dead letters, oldest first; no words of a person are shown')
    .option('--limit <count>', 'show at most COUNT', readLimit, usualLimit)
    .option('--json', 'print JSON')
    .action((options: { limit: number; json?: boolean }) => listLetters(io, options));
  examples(list, [['spndr dead list'], ["spndr dead list --json | jq '.[].error'"]]);

  const show = dead
    .command('show')
    .description('show one dead letter and the form of its update, every text masked')
    .argument('<id>', 'its number in the list')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: boolean }) => showLetter(io, id, options.json === true));
  examples(show, [['spndr dead show 3']]);

  const retry = dead
    .command('retry')
    .description('have a running daemon, or the next one, try dead letters again; those that fail stay')
    .argument('[id...]', 'their numbers in the list')
    .option('--all', 'all of them')
    .action((ids: string[], options: { all?: boolean }) => retryLetters(io, ids, options.all === true));
  examples(retry, [['spndr dead retry 3 4'], ['spndr dead retry --all', 'once the cause is mended']]);

  const drop = dead
    .command('drop')
    .description('forget dead letters for good; asks first')
    .argument('[id...]', 'their numbers in the list')
    .option('--all', 'all of them')
    .option('--yes', 'do not ask')
    .action((ids: string[], options: DropOptions) => dropLetters(io, ids, options));
  examples(drop, [['spndr dead drop 3'], ['spndr dead drop --all --yes', 'in a script']]);
}

interface DropOptions {
  all?: boolean;
  yes?: boolean;
}

async function listLetters(io: CommandIo, options: { limit: number; json?: boolean }): Promise<void> {
  const { letters, count } = await withLedger(io, (database) => listDeadLetters(database, options.limit));
  if (options.json) io.out.json(letters.map(describe));
  else if (letters.length === 0) io.out.line('there are no dead letters');
  else
    await io.out.table(
      ['id', 'bot', 'update', 'died', 'attempts', 'error'],
      letters.map((letter) => [
        String(letter.id),
        String(letter.botId),
        String(letter.updateId),
        letter.diedAt.toISOString(),
        `${letter.attempts}${letter.awaitsRetry ? ', awaits another' : ''}`,
        letter.error,
      ]),
    );
  noteMore(io, letters.length, count);
}

async function showLetter(io: CommandIo, given: string, json: boolean): Promise<void> {
  const id = readId(given, choice);
  const letter = await withLedger(io, (database) => findDeadLetter(database, id));
  if (letter === null) throw new Failure(`there is no dead letter ${id}`, lookThere);
  const description = { ...describe(letter), content: mask(readPayload(await openLetter(io, letter))) };
  if (json) return io.out.json(description);
  await io.out.table(
    ['dead letter', String(id)],
    [
      ['bot', String(letter.botId)],
      ['update', String(letter.updateId)],
      ['died', letter.diedAt.toISOString()],
      ['attempts', String(letter.attempts)],
      ['error', letter.error],
      ['awaits another attempt', letter.awaitsRetry ? 'yes' : 'no'],
    ],
  );
  io.out.json(description.content);
}

async function retryLetters(io: CommandIo, given: readonly string[], all: boolean): Promise<void> {
  const ids = readSelection(given, all, choice);
  const retried = await withLedger(io, (database) =>
    database.transaction().execute(async (ledger) => {
      const found = await requestRetries(ledger, ids);
      requireAll(ids, found, (id) => `there is no dead letter ${id}`, lookThere);
      return found.size;
    }),
  );
  if (retried === 0) return io.out.line('there are no dead letters');
  io.out.line(
    `${countOf(retried, 'dead letter awaits another attempt', 'dead letters await another attempt')}`,
  );
  io.out.note(
    'a running spndr start makes it at once, otherwise the next one does; what fails stays in the list',
  );
}

async function dropLetters(io: CommandIo, given: readonly string[], options: DropOptions): Promise<void> {
  const ids = readSelection(given, options.all === true, choice);
  await withLedger(io, async (database) => {
    const { letters, count } = await listDeadLetters(database, 1);
    if (ids === null && letters.length === 0) return io.out.line('there are no dead letters');
    if (!options.yes) {
      const what = countOf(ids?.length ?? count, 'dead letter', 'dead letters');
      const question = `This forgets ${what}: what was said there will never take effect.\nForget?`;
      await askFirst(io, question, `spndr dead drop ${ids === null ? '--all' : ids.join(' ')} --yes`);
    }
    const dropped = await database.transaction().execute(async (ledger) => {
      const found = await dropDeadLetters(ledger, ids);
      requireAll(ids, found, (id) => `there is no dead letter ${id}`, lookThere);
      return found.size;
    });
    io.out.line(`forgot ${countOf(dropped, 'dead letter', 'dead letters')}`);
  });
}

/** A dead letter as JSON, without a person's words. */
function describe({ id, botId, updateId, attempts, error, diedAt, awaitsRetry }: DeadLetter) {
  return {
    id: Number(id),
    bot: Number(botId),
    update: Number(updateId),
    died: diedAt.toISOString(),
    attempts,
    error,
    awaitsRetry,
  };
}

/** The update of a dead letter as JSON text. Throws `Failure` if the secret that sealed it is not at hand. */
async function openLetter(io: CommandIo, { botId, updateId, payload }: DeadLetter): Promise<string> {
  const config = await io.readConfig();
  const pepper = await existingPepper(config);
  // without one, only what was never sealed can be read
  const seal = createSeal(pepper ?? '', config.oldPepper);
  const opened = seal.open(payload, aboutUpdate(botId, updateId));
  if (opened !== null) return opened;
  throw new Failure(
    'this dead letter was sealed with another secret',
    'run the command where the daemon runs, with its SPNDR_DATA_DIR or SPNDR_PEPPER',
  );
}

function readPayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
