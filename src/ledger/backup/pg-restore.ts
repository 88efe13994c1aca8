import { DamagedBackup } from './damaged.ts';
import { outputOf, ProgramFailed, versionOf } from './program.ts';

/** The rows of a table as `copy ... to stdout` writes them. */
export interface TableRows {
  readonly name: string;
  readonly columns: readonly string[];
  /** To be read to the end before the next table. */
  readonly parts: AsyncIterable<Buffer>;
}

const identifier = `(?:"(?:[^"]|"")+"|[^",() ]+)`;
const copyLine = new RegExp(
  `^COPY public\\.(${identifier}) \\((${identifier}(?:, ${identifier})*)\\) FROM stdin;$`,
);
const endOfRows = Buffer.from('\\.\n');
/** All other lines that pg_restore writes are short. */
const longestLine = 1024 * 1024;

/** Throws an Error with the remedy unless the pg_restore on the PATH can read the output of this pg_dump version. */
export async function requirePgRestore(pgDump: string): Promise<void> {
  const major = Number.parseInt(pgDump, 10);
  const found = await versionOf('pg_restore');
  if (found !== null && found.major >= major) return;
  throw new Error(
    `pg_dump ${pgDump} wrote this backup and ${found === null ? 'there is no pg_restore on the PATH' : `pg_restore ${found.text} is too old to read it`}: install that of PostgreSQL ${major} or later (Debian: postgresql-client), then restore; nothing was changed`,
  );
}

/**
 * The rows of every table in the output of `dump`. pg_restore only converts it: nothing but rows reaches the database,
 * over the connection that checks them. Throws `DamagedBackup`, and what `dumped` throws.
 */
export async function* rowsOfDump(dumped: AsyncIterable<Buffer>): AsyncGenerator<TableRows> {
  const script = reader(scriptOf(dumped));
  try {
    for (let line = await script.line(); line !== null; line = await script.line()) {
      if (!line.startsWith('COPY ')) continue;
      const [, name, columns] = copyLine.exec(line) ?? [];
      if (name === undefined || columns === undefined)
        throw new DamagedBackup('holds what spndr did not write');
      const names = columns.match(new RegExp(identifier, 'g')) ?? [];
      yield { name: unquoted(name), columns: names.map(unquoted), parts: script.rows() };
    }
  } finally {
    await script.close();
  }
}

async function* scriptOf(dumped: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* outputOf('pg_restore', ['--data-only', '--file=-'], { input: dumped });
  } catch (error) {
    throw error instanceof ProgramFailed ? new DamagedBackup('is damaged', { cause: error }) : error;
  }
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** Reads an SQL script: line by line or, after a COPY line, its rows, in parts of whole rows. */
function reader(source: AsyncGenerator<Buffer>): {
  /** The next line; null at the end. */
  line(): Promise<string | null>;
  rows(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
} {
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await source.next();
    if (!done) held = held.length === 0 ? value : Buffer.concat([held, value]);
    return !done;
  };
  return {
    async line() {
      for (;;) {
        const end = held.indexOf('\n');
        if (end === -1) {
          if (held.length > longestLine) throw new DamagedBackup('is damaged');
          if (await more()) continue;
          return null;
        }
        const line = held.toString('utf8', 0, end);
        held = held.subarray(end + 1);
        return line;
      }
    },
    async *rows() {
      for (;;) {
        // here begins a row or the end mark
        if (held.subarray(0, endOfRows.length).equals(endOfRows)) break;
        const end = held.indexOf('\n\\.\n');
        const part = held.subarray(0, (end === -1 ? held.lastIndexOf('\n') : end) + 1);
        if (part.length > 0) {
          held = held.subarray(part.length);
          yield part;
        } else if (!(await more())) throw new DamagedBackup('ends too early');
      }
      held = held.subarray(endOfRows.length);
    },
    async close() {
      await source.return(undefined);
    },
  };
}
