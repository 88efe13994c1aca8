import { sql } from 'kysely';
import type { Logger } from 'pino';
import { budgetNotes } from '../../chat/budget/notes.ts';
import { sayDigest } from '../../chat/digest/say.ts';
import { announcement } from '../../chat/recurring/announce.ts';
import { inTopic, type Message } from '../../chat/reply.ts';
import { accountById } from '../../ledger/accounts/accounts.ts';
import { dayAt } from '../../ledger/day.ts';
import { takeDigests } from '../../ledger/recurring/digests.ts';
import { dueAccounts, putOff, recordDue, takeAccount } from '../../ledger/recurring/due.ts';
import type { Listener } from '../../ledger/recurring/recurring.ts';
import type { Database, Ledger } from '../../ledger/storage/database.ts';
import { appendReplies } from '../../ledger/updates/outbox.ts';
import type { Clock } from '../clock.ts';
import { type Seal, sealReply } from '../secrets/seal.ts';
import { reaching } from '../store.ts';
import { type Schedules, startSchedule } from './schedule.ts';

interface SchedulesOptions {
  readonly database: Database;
  /** Makes the trace by which a message is found in the logs. */
  readonly newTrace: () => string;
  /** This daemon's bot: only its messages are sealed with `seal`. */
  readonly botId: number;
  readonly seal: Seal;
}

/** Does what is due in this database, for all bots that share it. */
export function startSchedules(
  options: SchedulesOptions & { readonly clock: Clock; readonly log: Logger; readonly onSaid: () => void },
): { stop(): Promise<void> } {
  const { clock, log, onSaid } = options;
  return startSchedule({ schedules: createSchedules(options), clock, log, onSaid });
}

/** How many purchases are recorded in one transaction, and announced in one message. */
const recordedAtOnce = 500;
/** Postgres ends a transaction whose daemon has been silent this long. */
const standstillMs = 5_000;

/** What is due by the clock, stored in Postgres. */
export function createSchedules(options: SchedulesOptions): Schedules {
  const { database } = options;
  return {
    due: (now, limit) => reaching(() => dueAccounts(database, now, limit)),
    run: (accountId, now) =>
      reaching(() => database.transaction().execute((ledger) => run(options, ledger, accountId, now))),
    putOff: (accountId, now, until) =>
      reaching(() => database.transaction().execute((ledger) => putOff(ledger, accountId, now, until))),
  };
}

/** A message that answers no update. */
interface Unasked {
  readonly listener: Listener;
  readonly message: Message;
}

async function run(options: SchedulesOptions, ledger: Ledger, accountId: bigint, now: Date) {
  await sql`select set_config('idle_in_transaction_session_timeout', ${String(standstillMs)}, true)`.execute(
    ledger,
  );
  const account = await takeAccount(ledger, accountId);
  if (account === null) return null;
  const { recorded, more } = await recordDue(ledger, account, now, recordedAtOnce);
  const owner = await accountById(ledger, accountId);
  const today = dayAt(now, account.timeZone);
  const unasked: Unasked[] = [];
  for (const one of recorded) {
    if (owner === null) break;
    const notes = await budgetNotes(ledger, owner, today, one.made);
    unasked.push({ listener: one.listener, message: announcement(one, notes) });
  }
  const digests = owner === null ? [] : await takeDigests(ledger, owner, account, now);
  for (const digest of digests) {
    if (owner === null) break;
    const message = await sayDigest(ledger, owner, digest, today);
    unasked.push({ listener: digest.listener, message });
  }
  for (const one of unasked) await say(options, ledger, accountId, one, now);
  return { done: unasked.length, more };
}

/** Adds the message to the outbox, unless the chat is unreachable or the person no longer acts for the account. */
async function say(
  options: SchedulesOptions,
  ledger: Ledger,
  accountId: bigint,
  { listener, message }: Unasked,
  now: Date,
): Promise<void> {
  const { botId, chatId, topicId, personId } = listener;
  const { rows } = await sql<{ locale: string }>`
    select account.locale from account join link on link.account_id = account.id
    where account.id = ${accountId} and link.bot_id = ${botId} and link.person_id = ${personId}
      and not exists (select from unreachable_chat where bot_id = ${botId} and chat_id = ${chatId})`.execute(
    ledger,
  );
  const [heard] = rows;
  if (!heard) return;
  const said = inTopic({ do: 'say', ...message }, topicId);
  const { locale } = heard;
  const trace = options.newTrace();
  // unsealed for other bots, whose daemons may have another secret
  const isOurs = botId === options.botId;
  const reply = isOurs ? sealReply(options.seal, { botId, trace, reply: said }) : said;
  await appendReplies(ledger, botId, [
    { chatId, personId, reply, locale, trace, receivedAt: now, about: message.about ?? [] },
  ]);
}
