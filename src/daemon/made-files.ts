import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FileRequest } from '../chat/reply.ts';
import type { Database } from '../ledger/database.ts';
import { exportAccount } from '../ledger/portable/export.ts';
import type { MadeFile } from './ports.ts';

/** Makes a file that a reply asks for, on the disk: no more than a piece of it is held in memory. */
export async function makeFile(database: Database, request: FileRequest): Promise<MadeFile> {
  const folder = await mkdtemp(join(tmpdir(), 'spndr-file-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'file');
  try {
    const account = await database
      .selectFrom('account')
      .select(['id', 'currency'])
      .where('id', '=', BigInt(request.accountId))
      .executeTakeFirstOrThrow();
    let size = 0;
    const file = await open(path, 'w', 0o600);
    try {
      await exportAccount(database, account, request, async (text) => {
        size += (await file.write(text)).bytesWritten;
      });
    } finally {
      await file.close();
    }
    return {
      size,
      open: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
