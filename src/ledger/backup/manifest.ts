import { createHash } from 'node:crypto';
import { z } from 'zod';
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

const schema = z.object({
  /** 2 where pg_dump wrote the rows, so that a spndr that cannot read them refuses the backup; else 1. */
  format: z.literal([1, 2]),
  /** Which spndr made it, and which Postgres it was made from. */
  spndr: z.string(),
  postgres: z.string(),
  /** The version of the pg_dump that wrote the rows; null: spndr did. */
  pgDump: z.string().regex(/^\d/).nullable().default(null),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int().nonnegative() }),
  ),
  /** Unlogged tables: what they held means nothing later. */
  leftOut: z.array(z.string()),
  sequences: z.array(
    z.object({ table: z.string(), column: z.string(), last: z.string().regex(/^\d+$/).nullable() }),
  ),
  /** All accounts and purchases, for people; what each account has is in a folder of its own. */
  accounts: z.number().int().nonnegative(),
  /** Tells whether a pepper is the one that the passwords were digested with; null: there was none at hand. */
  pepper: z.string().nullable(),
  pepperIncluded: z.boolean(),
});

/** What a backup says of itself. */
export type Manifest = Readonly<z.infer<typeof schema>>;

/** The manifest that these bytes are. Throws `DamagedBackup`, also for a form that a later spndr writes. */
export function parseManifest(bytes: Buffer): Manifest {
  let told: unknown;
  try {
    told = JSON.parse(bytes.toString());
  } catch (cause) {
    throw new DamagedBackup('is damaged', { cause });
  }
  const { data } = schema.safeParse(told);
  if (data !== undefined) return data;
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
