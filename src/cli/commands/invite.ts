import type { Command } from 'commander';
import { createApi } from '../../daemon/telegram/client.ts';
import { botIdentity } from '../../daemon/telegram/registration.ts';
import { makeInvite } from '../../ledger/accounts/invites.ts';
import type { Config } from '../config.ts';
import { UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';

/** Time limit for asking Telegram for the bot's name. */
const timeoutMs = 10_000;
const dayMs = 86_400_000;

interface InviteOptions {
  uses: string;
  days: string;
  json?: boolean;
}

/** Adds `spndr invite`. */
export function define(program: Command, io: CommandIo): void {
  const invite = program
    .command('invite')
    .description(
      'make a code with which people can sign up where SPNDR_SIGNUP is invite.\n' +
        'They send it to the bot, or open the link that is printed where SPNDR_BOT_TOKEN is set.',
    )
    .option('--uses <number>', 'how many people can sign up with it', '1')
    .option('--days <number>', 'how long it is good for', '7')
    .option('--json', 'print JSON')
    .action((options: InviteOptions) => run(io, options));
  examples(invite, [['spndr invite'], ['spndr invite --uses 3 --days 30', 'for a household']]);
}

async function run(io: CommandIo, options: InviteOptions): Promise<void> {
  const uses = readCount('--uses', options.uses, 1_000);
  const days = readCount('--days', options.days, 365);
  const config = await io.readConfig();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + days * dayMs);
  const code = await withLedger(io, (database) =>
    database.transaction().execute((ledger) => makeInvite(ledger, { uses, expiresAt, now })),
  );
  const link = await linkFor(io, config, code);
  if (options.json) return io.out.json({ code, link, uses, expires: expiresAt.toISOString() });
  io.out.line(link ?? code);
  const people = uses === 1 ? 'one person' : `${uses} people`;
  io.out.note(`${people} can sign up with it until ${expiresAt.toISOString()}`);
  if (config.signUp !== 'invite') io.out.note('it is needed only where SPNDR_SIGNUP=invite');
}

/** The link that opens the bot with the code; null: the bot's name is unknown. */
async function linkFor(io: CommandIo, config: Config, code: string): Promise<string | null> {
  const { botToken } = config;
  if (botToken === null) return null;
  const api = createApi(botToken, config.telegramApi, { timeoutMs });
  try {
    const { username } = await io.out.working('asking Telegram', () => botIdentity(api));
    return `https://t.me/${username}?start=${code}`;
  } catch (error) {
    io.out.note(`there is a code but no link: ${error instanceof Error ? error.message : 'no answer'}`);
    return null;
  }
}

function readCount(option: string, given: string, most: number): number {
  const count = Number(given);
  if (/^\d{1,4}$/.test(given) && count > 0 && count <= most) return count;
  throw new UsageError(`${option} ${given} is not a number I can use`, `give one from 1 to ${most}`);
}
