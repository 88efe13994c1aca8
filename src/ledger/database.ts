import { type ColumnType, type Generated, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { NumberStyle } from './entry/number-style.ts';
import type { Unit } from './entry/words/words.ts';
import { rememberPool } from './in-transaction.ts';
import { preparingClient } from './prepared.ts';

/** A 64-bit column: read as bigint, written as bigint or a safe integer. */
type Int8 = ColumnType<bigint, bigint | number, bigint | number>;
type NullableInt8 = ColumnType<bigint | null, bigint | number | null | undefined, bigint | number | null>;
type GeneratedInt8 = ColumnType<bigint, never, never>;
/** A `date` column as YYYY-MM-DD, never a JavaScript Date. */
type DayColumn = string;
type Moment = ColumnType<Date, Date | undefined, Date>;

export interface Tables {
  account: {
    id: GeneratedInt8;
    email: string;
    password_hash: string;
    locale: string;
    currency: string;
    time_zone: string;
    week_starts: ColumnType<number | null, number | null | undefined, number | null>;
    number_style: ColumnType<NumberStyle | null, NumberStyle | null | undefined, NumberStyle | null>;
    picture_theme: Generated<'light' | 'dark'>;
    budget_alerts: Generated<boolean>;
    purchases_recorded: Generated<number>;
    quiet_from: ColumnType<number | null>;
    quiet_to: ColumnType<number | null>;
    created_at: Moment;
  };
  link: {
    bot_id: Int8;
    person_id: Int8;
    account_id: Int8;
    created_at: Moment;
    id: GeneratedInt8;
    person_name: ColumnType<string | null>;
    how: ColumnType<'password' | 'code' | 'sign-up' | 'import' | null>;
  };
  purchase: {
    id: GeneratedInt8;
    account_id: Int8;
    number: number;
    revision: Generated<number>;
    kind: Generated<'expense' | 'income' | 'refund'>;
    item: string;
    amount: Int8;
    currency: string;
    vendor: string | null;
    category: string | null;
    tags: Generated<string[]>;
    day: DayColumn;
    removed: Generated<boolean>;
    bot_id: NullableInt8;
    chat_id: NullableInt8;
    message_id: NullableInt8;
    position: Generated<number>;
    created_at: Moment;
    conversion: 'due' | 'done' | 'missing' | null;
    converted_currency: string | null;
    converted_amount: NullableInt8;
    rate: string | null;
    rate_day: DayColumn | null;
    rate_source: string | null;
    given_amount: ColumnType<bigint | null>;
    given_currency: ColumnType<string | null>;
    spread_count: ColumnType<number | null>;
    spread_unit: ColumnType<'day' | 'week' | 'month' | 'year' | null>;
    spread_until: ColumnType<DayColumn | null, never, never>;
    line: ColumnType<number | null>;
    uid: Generated<string>;
  };
  purchase_revision: {
    purchase_id: Int8;
    revision: number;
    content: unknown;
    person_id: Int8;
    chat_id: NullableInt8;
    message_id: NullableInt8;
    changed_at: Moment;
    change_id: ColumnType<bigint | null>;
  };
  purchase_cue: { account_id: Int8; cue: string; purchase_id: Int8 };
  suggested_category: { purchase_id: Int8; category: string; once: Generated<boolean> };
  category_rule: { account_id: Int8; cue: string; label: string; category: string };
  hidden_category: { account_id: Int8; category: string };
  category_change: {
    id: GeneratedInt8;
    account_id: Int8;
    kind: 'rename' | 'merge';
    was: string;
    is: string;
    purchases: ColumnType<string[], readonly bigint[], never>;
    after_change: Int8;
    person_id: Int8;
    chat_id: NullableInt8;
    message_id: NullableInt8;
    changed_at: Moment;
  };
  /** `rate`: a decimal, read as text. */
  rate: { currency: string; day: DayColumn; rate: string; source: string };
  change: {
    id: GeneratedInt8;
    account_id: Int8;
    person_id: Int8;
    person_name: string;
    kind: 'record' | 'correct' | 'undo' | 'redo' | 'import';
    of_change: ColumnType<bigint | null>;
    state: 'done' | 'undone' | 'cleared' | null;
    turned: ColumnType<bigint | null>;
    turn_key: ColumnType<string | null, string | undefined, never>;
    changed_at: Moment;
  };
  import: { change_id: Int8; key: string; brought: ColumnType<string[], never, never>; changed: number };
  entry_message: {
    bot_id: Int8;
    chat_id: Int8;
    message_id: Int8;
    account_id: Int8;
    written_at: Date;
    mends: ColumnType<string[] | null, string[] | null, string[] | null>;
    text: Generated<string>;
    answers: ColumnType<unknown, string, string>;
    pending: ColumnType<unknown, string | null, string | null>;
    asked: Generated<number>;
  };
  budget: {
    id: GeneratedInt8;
    account_id: Int8;
    category: string | null;
    period: 'week' | 'month' | 'year';
    amount: Int8;
    currency: string;
    carry_over: boolean;
    since: DayColumn;
  };
  budget_alert: { budget_id: Int8; starts: DayColumn; percent: number };
  recurring: {
    id: GeneratedInt8;
    account_id: Int8;
    revision: Generated<number>;
    kind: 'expense' | 'income' | 'refund';
    item: string;
    amount: ColumnType<bigint, string, string>;
    currency: string;
    given_amount: ColumnType<bigint | null, string | null, string | null>;
    given_currency: string | null;
    vendor: string | null;
    category: string | null;
    tags: ColumnType<string[], readonly string[], readonly string[]>;
    spread_count: number | null;
    spread_unit: Unit | null;
    every: Unit;
    step: number;
    starts: DayColumn;
    on_date: number | null;
    ends: DayColumn | null;
    paused: Generated<boolean>;
    next_day: DayColumn;
    next_at: Date | null;
    made_from: NullableInt8;
    bot_id: Int8;
    chat_id: Int8;
    person_id: Int8;
    created_at: Moment;
  };
  recurring_purchase: { recurring_id: Int8; day: DayColumn; purchase_id: Int8 };
  digest: {
    account_id: Int8;
    bot_id: Int8;
    chat_id: Int8;
    person_id: Int8;
    kind: 'daily' | 'weekly' | 'monthly';
    at_minute: number;
    next_day: DayColumn;
    next_at: Date;
  };
  shown_purchase: { bot_id: Int8; chat_id: Int8; message_id: Int8; purchase_id: Int8 };
  conversation: {
    bot_id: Int8;
    chat_id: Int8;
    person_id: Int8;
    state: unknown;
    step: number;
    changed_at: Moment;
  };
  handled_update: { bot_id: Int8; update_id: Int8; handled_at: Moment };
  buffered_update: {
    id: GeneratedInt8;
    bot_id: Int8;
    partition: number;
    update_id: Int8;
    trace: string;
    received_at: Date;
    chat_id: Int8;
    payload: string;
  };
  update_attempt: { bot_id: Int8; update_id: Int8; attempts: number };
  dead_letter: {
    id: GeneratedInt8;
    bot_id: Int8;
    update_id: Int8;
    payload: string;
    attempts: number;
    error: string;
    died_at: Moment;
    retry_at: Date | null;
    retries: Generated<number>;
    person_id: NullableInt8;
  };
  outbox: {
    id: GeneratedInt8;
    bot_id: Int8;
    chat_id: Int8;
    reply: unknown;
    locale: string;
    trace: string;
    received_at: Date;
    state: Generated<'pending' | 'sending' | 'failed'>;
    attempts: Generated<number>;
    claimed_by: string | null;
    claimed_until: Date | null;
    error: string | null;
    created_at: Moment;
    about: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
    person_id: NullableInt8;
  };
  daemon: {
    id: string;
    bot_id: Int8;
    host: string;
    pid: number;
    version: string;
    mode: 'polling' | 'webhook';
    buffer: 'postgres' | 'redis';
    started_at: Moment;
    seen_at: Moment;
    figures: unknown;
    last_error: string | null;
    last_error_at: Date | null;
  };
  search: { id: GeneratedInt8; account_id: Int8; person_id: Int8; words: string; day: DayColumn };
  log_in_failure: { subject: string; failures: number; failed_at: Date };
  poll_lease: { bot_id: Int8; holder: string; held_until: Date };
  unreachable_chat: { bot_id: Int8; chat_id: Int8; reason: string; since: Moment };
}

/** The pool of connections. Queries that must be atomic take a `Ledger` instead. */
export type Database = Kysely<Tables>;

/** An open transaction: what every query of the ledger works in. Its opener commits it. */
export type Ledger = Transaction<Tables>;

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.DATE]: (text: string) => text,
};

/**
 * All that is asked finds its rows by an index. A plan that reads a whole table because that is small stays for as long as
 * its connection, and reads all of it each time, however many rows it gets and however many dead ones are in it. Where
 * there is no index a whole table is read all the same, but counts as so dear that the plan would be compiled. What takes
 * too long by itself ends before it is given up, and not as an outage: tried again for ever it would hold up all others.
 */
const lookupsOnly = `set enable_seqscan = off; set jit = off; set lock_timeout = '20s'; set statement_timeout = '25s'`;

/**
 * Opens a lazily connecting pool on `url` (a postgres:// URL) of at most `connections` connections.
 * Errors of idle connections go to `onIdleError`; the pool replaces the connection by itself.
 */
export function openDatabase(
  url: string,
  options: { connections: number; onIdleError: (error: Error) => void },
): { database: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    Client: preparingClient(),
    connectionString: url,
    max: options.connections,
    application_name: 'spndr',
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
    pipeline: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', options.onIdleError);
  // One that is lost between two statements of a transaction would end the process; the next statement says so too.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.query(lookupsOnly).catch(() => undefined);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  rememberPool(database, pool);
  return { database, pool };
}
