import type { FileRequest } from '../../chat/reply.ts';
import { exportAccount } from '../../ledger/portable/export.ts';
import type { Database } from '../../ledger/storage/database.ts';
import type { MadeFile } from '../ports.ts';
import { openNameless } from './nameless-file.ts';

/**
 * Makes the file a reply asks for, on disk: only a piece of it at a time is held in memory. The caller disposes of it.
 */
export async function makeFile(database: Database, request: FileRequest): Promise<MadeFile> {
  const file = await openNameless();
  try {
    const account = await database
      .selectFrom('account')
      .select(['id', 'currency'])
      .where('id', '=', BigInt(request.accountId))
      .executeTakeFirstOrThrow();
    await exportAccount(database, account, request, file.append);
    return { size: file.size(), open: () => ReadableStream.from(file.read()), dispose: file.dispose };
  } catch (error) {
    await file.dispose();
    throw error;
  }
}
