import type { Command } from 'commander';
import { createSeal, openReply } from '../../daemon/secrets/seal.ts';
import {
  dropReplies,
  listReplies,
  listUnreachableChats,
  type OutboxRow,
  retryReplies,
} from '../../ledger/updates/outbox.ts';
import { age } from '../age.ts';
import { askFirst } from '../ask-first.ts';
import { countOf } from '../count.ts';
import { UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { existingPepper } from '../secrets.ts';
import { noteMore, readLimit, readSelection, requireAll, usualLimit } from '../selection.ts';

const choice = { noun: 'reply', allOption: '--all-failed', list: 'spndr outbox list' };

/** Adds `spndr outbox list | retry | drop | unreachable`. */
export function define(program: Command, io: CommandIo): void {
  const outbox = program
    .command('outbox')
    .description('look after the replies that are committed and not known to be delivered');
  examples(outbox, [
    ['spndr outbox list', 'what waits, and what failed'],
    ['spndr outbox unreachable', 'which chats replies cannot reach'],
  ]);

  const list = outbox
    .command('list')
    .description('list the replies by the keys of their phrases, oldest first; the words are not shown')
    .option('--failed', 'only those that can never be delivered as things stand')
    .option('--pending', 'only those that wait or are being sent')
    .option('--limit <count>', 'show at most COUNT', readLimit, usualLimit)
    .option('--json', 'print JSON')
    .action((options: ListOptions) => listOutbox(io, options));
  examples(list, [['spndr outbox list --failed'], ['spndr outbox list --json | jq length']]);

  const retry = outbox
    .command('retry')
    .description('send failed replies again')
    .argument('[id...]', 'their numbers in the list')
    .option('--all-failed', 'all that failed')
    .action((ids: string[], options: { allFailed?: boolean }) =>
      retryFailed(io, ids, options.allFailed === true),
    );
  examples(retry, [['spndr outbox retry 17'], ['spndr outbox retry --all-failed']]);

  const drop = outbox
    .command('drop')
    .description('forget replies for good, except those being sent; asks first')
    .argument('[id...]', 'their numbers in the list')
    .option('--all-failed', 'all that failed')
    .option('--yes', 'do not ask')
    .action((ids: string[], options: DropOptions) => dropSome(io, ids, options));
  examples(drop, [['spndr outbox drop 17'], ['spndr outbox drop --all-failed --yes', 'in a script']]);

  const unreachable = outbox
    .command('unreachable')
    .description('list the chats that replies cannot reach, until somebody writes there; the latest first')
    .option('--limit <count>', 'show at most COUNT', readLimit, usualLimit)
    .option('--json', 'print JSON')
    .action((options: { limit: number; json?: boolean }) => listUnreachable(io, options));
  examples(unreachable, [['spndr outbox unreachable'], ['spndr outbox unreachable --json']]);
}

interface ListOptions {
  failed?: boolean;
  pending?: boolean;
  limit: number;
  json?: boolean;
}

interface DropOptions {
  allFailed?: boolean;
  yes?: boolean;
}

async function listOutbox(io: CommandIo, options: ListOptions): Promise<void> {
  const states = wantedStates(options);
  const { limit } = options;
  const { rows: kept, count } = await withLedger(io, (database) => listReplies(database, { states, limit }));
  const rows = await opened(io, kept);
  if (options.json) io.out.json(rows.map(describe));
  else if (rows.length === 0) io.out.line('there are no such replies: everything else is delivered');
  else
    await io.out.table(
      ['id', 'bot', 'chat', 'state', 'attempts', 'age', 'says', 'error'],
      rows.map((row) => [
        String(row.id),
        String(row.bot_id),
        String(row.chat_id),
        row.state,
        String(row.attempts),
        age(Date.now() - row.created_at.getTime()),
        keysOf(row.reply).join(' '),
        row.error ?? '',
      ]),
    );
  noteMore(io, rows.length, count);
}

/** Unseals the replies if the secret for them is at hand. */
async function opened(io: CommandIo, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
  const config = await io.readConfig();
  const pepper = await existingPepper(config);
  if (pepper === null) return rows;
  const seal = createSeal(pepper, config.oldPepper);
  return rows.map((row) => ({ ...row, reply: openReply(seal, { ...row, botId: row.bot_id }) }));
}

function wantedStates({ failed, pending }: ListOptions): readonly OutboxRow['state'][] {
  if (failed && pending) throw new UsageError('both --failed and --pending are given', 'give one, or none');
  if (failed) return ['failed'];
  return pending ? ['pending', 'sending'] : ['pending', 'sending', 'failed'];
}

async function retryFailed(io: CommandIo, given: readonly string[], all: boolean): Promise<void> {
  const ids = readSelection(given, all, choice);
  const retried = await withLedger(io, (database) =>
    database.transaction().execute(async (ledger) => {
      const found = await retryReplies(ledger, ids);
      const wrong = (id: bigint) => `there is no failed reply ${id}`;
      requireAll(ids, found, wrong, '`spndr outbox list --failed` shows which there are');
      return found.size;
    }),
  );
  if (retried === 0) return io.out.line('no reply has failed');
  io.out.line(countOf(retried, 'reply is sent again', 'replies are sent again'));
  io.out.note('a running spndr start does it at once, otherwise the next one does');
}

async function dropSome(io: CommandIo, given: readonly string[], options: DropOptions): Promise<void> {
  const ids = readSelection(given, options.allFailed === true, choice);
  await withLedger(io, async (database) => {
    const { count } = await listReplies(database, { states: ['failed'], limit: 1 });
    if (ids === null && count === 0) return io.out.line('no reply has failed');
    if (!options.yes) {
      const what = countOf(ids?.length ?? count, 'reply', 'replies');
      const unasked = `spndr outbox drop ${ids === null ? '--all-failed' : ids.join(' ')} --yes`;
      await askFirst(io, `This forgets ${what}: nobody will ever see what they say.\nForget?`, unasked);
    }
    const dropped = await database.transaction().execute(async (ledger) => {
      const found = await dropReplies(ledger, ids);
      const wrong = (id: bigint) => `there is no reply ${id}, or it is being sent just now`;
      requireAll(ids, found, wrong, `\`${choice.list}\` shows which there are`);
      return found.size;
    });
    io.out.line(`forgot ${countOf(dropped, 'reply', 'replies')}`);
  });
}

async function listUnreachable(io: CommandIo, options: { limit: number; json?: boolean }): Promise<void> {
  const { rows, count } = await withLedger(io, (database) => listUnreachableChats(database, options.limit));
  if (options.json)
    io.out.json(
      rows.map(({ bot_id, chat_id, since, reason, failed }) => ({
        bot: Number(bot_id),
        chat: Number(chat_id),
        since: since.toISOString(),
        reason,
        failedReplies: failed,
      })),
    );
  else if (rows.length === 0) io.out.line('every chat can be reached');
  else
    await io.out.table(
      ['bot', 'chat', 'since', 'failed replies', 'reason'],
      rows.map(({ bot_id, chat_id, since, reason, failed }) => [
        String(bot_id),
        String(chat_id),
        since.toISOString(),
        String(failed),
        reason,
      ]),
    );
  noteMore(io, rows.length, count);
}

/** A reply as JSON, without its words. */
function describe(row: OutboxRow) {
  return {
    id: Number(row.id),
    bot: Number(row.bot_id),
    chat: Number(row.chat_id),
    state: row.state,
    attempts: row.attempts,
    created: row.created_at.toISOString(),
    keys: keysOf(row.reply),
    error: row.error,
  };
}

/** The keys of a reply's phrases, whichever version of spndr wrote it; none if it has no words or stays sealed. */
function keysOf(reply: unknown): string[] {
  if (typeof reply !== 'object' || reply === null) return [];
  const parts = ['text' in reply ? reply.text : [], 'note' in reply ? reply.note : []];
  return parts.flat().flatMap((phrase: unknown) => {
    const isPhrase = typeof phrase === 'object' && phrase !== null && 'key' in phrase;
    return isPhrase && typeof phrase.key === 'string' ? [phrase.key] : [];
  });
}
