import pg from 'pg';

/**
 * A row of the original's database, with every column as text. A user without transactions has one row with
 * `transaction` null.
 */
export interface OriginalRow {
  /** null: the transaction's user does not exist. */
  readonly user: OriginalUser | null;
  readonly transaction: OriginalTransaction | null;
}

export interface OriginalUser {
  readonly id: string;
  readonly email: string | null;
  readonly telegramId: string | null;
  readonly hashedPassword: string | null;
}

export interface OriginalTransaction {
  readonly id: string;
  readonly item: string | null;
  readonly price: string | null;
  readonly vendor: string | null;
  readonly category: string | null;
  /** A day, perhaps with a time. */
  readonly date: string | null;
}

/** This is not the original's database: a table or column is missing. */
export class NotTheOriginal extends Error {
  override readonly name = 'NotTheOriginal';
}

const pageSize = 1_000;

/** Texts stored as bytea arrive as hexadecimal digits. */
const rows = `
  select u.id::text as user_id, u.email::text as email, u.telegram_id::text as telegram_id,
    u.hashed_password::text as hashed_password, t.t_id::text as transaction_id, t.item::text as item,
    t.price::text as price, t.vendor::text as vendor, t.category::text as category,
    t.date_of_purchase::text as date
  from users u full join transactions t on t.id::text = u.id::text
  order by length(u.id::text) nulls last, u.id::text, t.date_of_purchase, length(t.t_id::text), t.t_id::text`;

/**
 * Everything in the original's database at `url` (postgres://) as of one moment, in pages: users with their
 * transactions, then transactions without a user. Times are converted to `timeZone`. Read-only. Throws
 * `NotTheOriginal`, or what the connection throws.
 */
export async function* originalRows(url: string, timeZone: string): AsyncGenerator<readonly OriginalRow[]> {
  const client = clientFor(url);
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query("select set_config('TimeZone', $1, true), set_config('DateStyle', 'ISO, YMD', true)", [
      timeZone,
    ]);
    await client.query(
      "select set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)",
    );
    await client.query(`declare original no scroll cursor for ${rows}`);
    for (;;) {
      const page = await client.query<Record<string, string | null>>(`fetch ${pageSize} from original`);
      if (page.rows.length === 0) break;
      yield page.rows.map(rowFrom);
    }
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code === '42P01' || code === '42703')
      throw new NotTheOriginal(error instanceof Error ? error.message : '');
    throw error;
  } finally {
    await client.end();
  }
}

/** Whether the server at `url` asks for a password that is given nowhere: not in the URL, PGPASSWORD or ~/.pgpass. */
export async function wantsPassword(url: string): Promise<boolean> {
  const client = clientFor(url);
  try {
    await client.connect();
    return false;
  } catch (error) {
    // rejected by the server, or by pg itself because it has none to send
    const { code, message } = error as { code?: string; message: string };
    return !client.password && (code === '28P01' || /password must be a/.test(message));
  } finally {
    await client.end();
  }
}

function clientFor(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'spndr',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  return client;
}

function rowFrom(row: Record<string, string | null>): OriginalRow {
  const { user_id: userId, transaction_id: transactionId } = row;
  const field = (name: string) => row[name] ?? null;
  return {
    user:
      userId == null
        ? null
        : {
            id: userId,
            email: field('email'),
            telegramId: field('telegram_id'),
            hashedPassword: textOf(field('hashed_password')),
          },
    transaction:
      transactionId == null
        ? null
        : {
            id: transactionId,
            item: field('item'),
            price: field('price'),
            vendor: field('vendor'),
            category: field('category'),
            date: field('date'),
          },
  };
}

function textOf(field: string | null): string | null {
  if (field === null || !/^\\x(?:[\da-f]{2})*$/.test(field)) return field;
  return Buffer.from(field.slice(2), 'hex').toString('utf8');
}
