import { DamagedBackup } from './damaged.ts';
import { checksumLine, dumpFolder, type Manifest, members, parseManifest, tableFolder } from './manifest.ts';
import { requirePgRestore, rowsOfDump, type TableRows } from './pg-restore.ts';
import { type Member, readTar } from './tar.ts';

/** The members of an archive, to be read in order. */
export interface Members {
  take(name: string): Promise<Buffer>;
  /** Gives all parts of a folder. */
  parts(folder: string): AsyncGenerator<Buffer>;
  /** Verifies the checksums of everything read, and that nothing follows. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** Reads the members of `archive`. They throw `DamagedBackup` if it is no backup, or incomplete. */
export function readMembers(archive: AsyncIterable<Buffer>): Members {
  const iterator = readTar(archive);
  let next: Member | null = null;
  let checksums = '';
  const peek = async (): Promise<Member> => {
    if (next === null) {
      const { done, value } = await iterator.next();
      if (done) throw new DamagedBackup('ends too early');
      next = value;
    }
    return next;
  };
  const use = ({ name, bytes }: Member) => {
    checksums += checksumLine(name, bytes);
    next = null;
    return bytes;
  };
  return {
    async take(name) {
      const member = await peek();
      if (member.name !== name) throw new DamagedBackup('is not one that spndr made');
      return use(member);
    },
    async *parts(folder) {
      for (let member = await peek(); member.name.startsWith(`${folder}/`); member = await peek())
        yield use(member);
    },
    async finish() {
      const { name, bytes } = await peek();
      if (name !== members.checksums || bytes.toString() !== checksums) throw new DamagedBackup('is damaged');
      if (!(await iterator.next()).done) throw new DamagedBackup('is damaged');
    },
    async close() {
      await iterator.return(undefined).catch(() => {});
    },
  };
}

/** Reads a backup's manifest, its first member. Throws `DamagedBackup`, and like `parseManifest`. */
export async function readManifest(archive: Members): Promise<Manifest> {
  const bytes = await archive.take(members.manifest);
  const checksum = await archive.take(members.manifestChecksum);
  if (checksum.toString() !== checksumLine(members.manifest, bytes)) throw new DamagedBackup('is damaged');
  return parseManifest(bytes);
}

/** Reads the pepper, which follows the manifest; null if the backup does not include it. */
export async function readPepper(archive: Members, { pepperIncluded }: Manifest): Promise<string | null> {
  if (!pepperIncluded) return null;
  const { pepper } = JSON.parse((await archive.take(members.secrets)).toString()) as { pepper?: unknown };
  if (typeof pepper !== 'string') throw new DamagedBackup('is damaged');
  return pepper;
}

/**
 * Gives a function that reads the rows of every table, which follow the pepper, whether spndr or pg_dump wrote them.
 * Throws an Error with the remedy if a program needed to read them is missing.
 */
export async function rowsReader(
  { tables, pgDump }: Manifest,
  archive: Members,
): Promise<() => AsyncIterable<TableRows>> {
  if (pgDump === null) return () => rowsOfTables(tables, archive);
  await requirePgRestore(pgDump);
  return () => rowsOfDump(archive.parts(dumpFolder));
}

async function* rowsOfTables(tables: Manifest['tables'], archive: Members): AsyncGenerator<TableRows> {
  for (const { name, columns } of tables) yield { name, columns, parts: archive.parts(tableFolder(name)) };
}
