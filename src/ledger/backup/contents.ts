import { DamagedBackup } from './damaged.ts';
import { checksumLine, dumpFolder, type Manifest, members, parseManifest, tableFolder } from './manifest.ts';
import { requirePgRestore, rowsOfDump, type TableRows } from './pg-restore.ts';
import { type Member, readTar } from './tar.ts';

/** The members of an archive, to be taken in their order. */
export interface Members {
  take(name: string): Promise<Buffer>;
  /** The parts of a folder, all of them. */
  parts(folder: string): AsyncGenerator<Buffer>;
  /** Checks the checksums of all that was taken, and that nothing follows. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** What `archive` holds. Throws `DamagedBackup` where that is no backup, or not whole any more. */
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

/** What a backup says of itself: the first that it holds. Throws like `parseManifest`. */
export async function readManifest(archive: Members): Promise<Manifest> {
  const bytes = await archive.take(members.manifest);
  const checksum = await archive.take(members.manifestChecksum);
  if (checksum.toString() !== checksumLine(members.manifest, bytes)) throw new DamagedBackup('is damaged');
  return parseManifest(bytes);
}

/** The pepper, which follows the manifest where it is included. */
export async function readPepper(archive: Members, { pepperIncluded }: Manifest): Promise<string | null> {
  if (!pepperIncluded) return null;
  const { pepper } = JSON.parse((await archive.take(members.secrets)).toString()) as { pepper?: unknown };
  if (typeof pepper !== 'string') throw new DamagedBackup('is damaged');
  return pepper;
}

/**
 * What gives the rows of every table, which follow the pepper, whoever wrote them. Throws an Error with the remedy where a
 * program is missing that it takes to read them.
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
