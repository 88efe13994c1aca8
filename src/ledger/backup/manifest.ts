import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { DamagedBackup } from './damaged.ts';

/** Names of what an archive holds besides the parts of tables, in the order in which they stand. */
export const members = {
  manifest: 'manifest.json',
  /** Nothing is done with a manifest that is not as it was written. */
  manifestChecksum: 'manifest.sha256',
  secrets: 'secrets.json',
  checksums: 'checksums.sha256',
} as const;

/** The folder of what pg_dump wrote, in its custom format: the parts, one after the other, are its file. */
export const dumpFolder = 'dump.custom';

/** The folder of what each account has, in the form of a table. */
export const sumsFolder = 'account-sums';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const schema = v.object({
  /** 2 where pg_dump wrote the rows, so that a spndr that cannot read them refuses the backup; else 1. */
  format: v.picklist([1, 2]),
  /** Which spndr made it, and which Postgres it was made from. */
  spndr: v.string(),
  postgres: v.string(),
  /** The version of the pg_dump that wrote the rows; null: spndr did. */
  pgDump: v.nullish(v.pipe(v.string(), v.regex(/^\d/)), null),
  madeAt: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
    // no 30th of February
    v.check((text) => (new Date(text).toJSON() ?? '').startsWith(text.slice(0, 19))),
  ),
  migrations: v.pipe(v.array(v.string()), v.minLength(1)),
  tables: v.array(v.object({ name: v.string(), columns: v.array(v.string()), rows: count })),
  /** Unlogged tables: what they held means nothing later. */
  leftOut: v.array(v.string()),
  sequences: v.array(
    v.object({
      table: v.string(),
      column: v.string(),
      last: v.nullable(v.pipe(v.string(), v.regex(/^\d+$/))),
    }),
  ),
  /** All accounts and purchases, for people; what each account has is in a folder of its own. */
  accounts: count,
  /** Tells whether a pepper is the one that the passwords were digested with; null: there was none at hand. */
  pepper: v.nullable(v.string()),
  pepperIncluded: v.boolean(),
});

/** What a backup says of itself. */
export type Manifest = Readonly<v.InferOutput<typeof schema>>;

/** The manifest that these bytes are. Throws `DamagedBackup`, also for a form that a later spndr writes. */
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

/** Where part `number` (from 1) of a table, or of what pg_dump wrote, stands. */
export function partName(folder: string, number: number): string {
  return `${folder}/${String(number).padStart(6, '0')}${folder === dumpFolder ? '' : '.copy'}`;
}

/** The folder of a table. */
export function tableFolder(table: string): string {
  return `tables/${table}`;
}

/** A line of the checksums, as `sha256sum` writes and checks them. */
export function checksumLine(name: string, bytes: Buffer): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}

/** Names a pepper without telling it. */
export function fingerprintOf(pepper: string): string {
  return createHash('sha256').update(`spndr: which pepper this is\n${pepper}`).digest('hex').slice(0, 16);
}
