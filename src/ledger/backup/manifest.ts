import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { DamagedBackup } from './damaged.ts';

/** Names of the members of an archive besides parts of folders, in order. */
export const members = {
  manifest: 'manifest.json',
  /** Checked before anything in the manifest is acted upon. */
  manifestChecksum: 'manifest.sha256',
  secrets: 'secrets.json',
  checksums: 'checksums.sha256',
} as const;

/** The folder of pg_dump's output, in its custom format: the parts concatenated are its file. */
export const dumpFolder = 'dump.custom';

/** The folder of the account totals, in the format of a table. */
export const sumsFolder = 'account-sums';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const schema = v.object({
  /** 2 if pg_dump wrote the rows, which makes a spndr that cannot read those refuse the backup; else 1. */
  format: v.picklist([1, 2]),
  /** The versions of the spndr and the Postgres that made it. */
  spndr: v.string(),
  postgres: v.string(),
  /** The version of the pg_dump that wrote the rows; null: spndr did. */
  pgDump: v.nullish(v.pipe(v.string(), v.regex(/^\d/)), null),
  madeAt: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
    // rejects days such as the 30th of February
    v.check((text) => (new Date(text).toJSON() ?? '').startsWith(text.slice(0, 19))),
  ),
  migrations: v.pipe(v.array(v.string()), v.minLength(1)),
  tables: v.array(v.object({ name: v.string(), columns: v.array(v.string()), rows: count })),
  /** Unlogged tables, whose rows are not backed up. */
  leftOut: v.array(v.string()),
  sequences: v.array(
    v.object({
      table: v.string(),
      column: v.string(),
      last: v.nullable(v.pipe(v.string(), v.regex(/^\d+$/))),
    }),
  ),
  /** The number of accounts, for people to read; the totals of each account have a folder of their own. */
  accounts: count,
  /** A fingerprint of the pepper the passwords were digested with; null: it was not at hand. */
  pepper: v.nullable(v.string()),
  pepperIncluded: v.boolean(),
});

/** What a backup says about itself. */
export type Manifest = Readonly<v.InferOutput<typeof schema>>;

/** Parses a manifest. Throws `DamagedBackup`, or an Error with the remedy for a format of a newer spndr. */
export function parseManifest(bytes: Buffer): Manifest {
  let told: unknown;
  try {
    told = JSON.parse(bytes.toString());
  } catch (cause) {
    throw new DamagedBackup('is damaged', { cause });
  }
  const read = v.safeParse(schema, told);
  if (read.success) return read.output;
  const { format } = (told ?? {}) as { format?: unknown };
  throw typeof format === 'number' && format > 2
    ? new Error('the backup was made by a newer spndr: install that version or a later one')
    : new DamagedBackup('is damaged');
}

/** The member name of part `number` (from 1) of a table or of pg_dump's output. */
export function partName(folder: string, number: number): string {
  return `${folder}/${String(number).padStart(6, '0')}${folder === dumpFolder ? '' : '.copy'}`;
}

/** The folder of a table. */
export function tableFolder(table: string): string {
  return `tables/${table}`;
}

/** A line of a checksum file, in the format of `sha256sum`. */
export function checksumLine(name: string, bytes: Buffer): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}

/** Identifies a pepper without revealing it. */
export function fingerprintOf(pepper: string): string {
  return createHash('sha256').update(`spndr: which pepper this is\n${pepper}`).digest('hex').slice(0, 16);
}
