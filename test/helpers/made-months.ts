import { sql } from 'kysely';
import { converse } from '../../src/chat/converse.ts';
import type { Act } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { type Account, createAccount, linkPerson } from '../../src/ledger/accounts/accounts.ts';
import type { Database, Ledger } from '../../src/ledger/storage/database.ts';

/** A person with a long ledger. */
export interface LongWriter {
  readonly personId: number;
  readonly account: Account;
}

const said = new Date('2026-06-20T12:00:00Z');
const botId = 99;

/**
 * An account with `count` purchases, all findable: `aMonth` in June 2026 up to the 20th, as many in May, and the rest
 * in the twenty years before. Some are spread over three days, some are in another currency, refunds or income.
 */
export async function makeMonths(
  database: Database,
  personId: number,
  count: number,
  aMonth = 300,
): Promise<LongWriter> {
  const account = await database.transaction().execute(async (ledger) => {
    const email = `${personId}@example.com`;
    const settings = { locale: 'en', currency: 'EUR', timeZone: 'UTC', passwordHash: '' };
    const created = await createAccount(ledger, { email, ...settings });
    if (created === null) throw new Error('the address is taken');
    await linkPerson(ledger, { botId, personId }, created.id, { name: 'Ann', how: 'sign-up', at: said });
    return created;
  });
  for (let from = 1; from <= count; from += atOnce) {
    await insertSome(
      database,
      account.id,
      { from, to: Math.min(count, from + atOnce - 1) },
      { behind: count - 2 * aMonth, aMonth },
    );
  }
  await sql`update account set purchases_recorded = ${count} where id = ${account.id}`.execute(database);
  return { personId, account };
}

const atOnce = 50_000;

/** Inserts the purchases with these numbers; `behind`: how many of all are before the two months. */
async function insertSome(
  database: Database,
  accountId: bigint,
  { from, to }: { readonly from: number; readonly to: number },
  { behind, aMonth }: { readonly behind: number; readonly aMonth: number },
): Promise<void> {
  await sql`
    with made as (
      insert into purchase (account_id, number, kind, item, amount, currency, vendor, category, day, spread_count,
        spread_unit, conversion, converted_currency, converted_amount, rate, rate_source, bot_id, chat_id, message_id)
      select ${accountId}, n,
        case when n % 50 = 0 then 'refund' when n % 30 = 0 then 'income' else 'expense' end,
        'item ' || n % 500, 100 + n % 900, case when foreign_one then 'USD' else 'EUR' end,
        case when n % 3 > 0 then 'vendor ' || n % 200 end, case when n % 10 > 0 then 'category ' || n % 17 end,
        case
          when n > ${behind + aMonth} then date '2026-06-01' + (n % 20)::int
          when n > ${behind} then date '2026-05-01' + (n % 31)::int
          else date '2026-04-20' - ((${behind} - n) * 7300 / ${behind})::int
        end,
        case when n % 100 = 0 then 3 end, case when n % 100 = 0 then 'day' end,
        case when foreign_one then 'done' end, case when foreign_one then 'EUR' end,
        case when foreign_one then 90 + n % 900 end, case when foreign_one then '9/10' end,
        case when foreign_one then 'ecb' end, ${botId}, ${accountId}, n
      from generate_series(${from}::bigint, ${to}::bigint) n, lateral (select n % 7 = 0 as foreign_one) about
      returning id, account_id, item, vendor
    )
    insert into purchase_cue (account_id, cue, purchase_id)
    select account_id, '=' || item, id from made
    union all
    select account_id, 'item', id from made
    union all
    select account_id, '@' || vendor, id from made where vendor is not null`.execute(database);
}

/** Adds a monthly and a yearly budget for all spending. */
export async function budgetAll(database: Database, { account }: LongWriter): Promise<void> {
  await sql`insert into budget (account_id, category, period, amount, currency, carry_over, since)
    select ${account.id}, null, period, 1000000000, 'EUR', true, '2020-01-01'
    from unnest(array['month', 'year']) period`.execute(database);
}

let messages = 1_000_000_000;

/** The answer to a line or command, in this transaction. */
export async function answerTo(
  ledger: Ledger,
  { personId, account }: LongWriter,
  text: string,
): Promise<readonly Reply[]> {
  messages += 1;
  const [, name, argument = ''] = /^\/(\w+)\s*(.*)$/.exec(text) ?? [];
  const act: Act =
    name === undefined
      ? { kind: 'text', text, replyTo: null }
      : { kind: 'command', name, argument, replyTo: null };
  const answer = await converse(
    {
      chat: { id: personId, kind: 'private' },
      topicId: null,
      person: { id: personId, firstName: 'Ann', language: 'en' },
      messageId: messages,
      at: said,
      act,
    },
    {
      ledger,
      botId,
      rules: { botName: 'spndr_bot', signUp: 'open', allowed: null, approval: false },
      conversation: { state: { at: 'idle' }, step: 0 },
      account,
      now: said,
      done: null,
    },
  );
  if ('needs' in answer) throw new Error('nothing here needs work');
  return answer.replies;
}
