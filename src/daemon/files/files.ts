import type { FileWork, FileWorkResult } from '../../chat/file-work.ts';
import type { Database } from '../../ledger/storage/database.ts';
import { createApi } from '../telegram/client.ts';
import { createFileFetcher } from '../telegram/files.ts';
import type { FilePort } from '../telegram/send.ts';

/** Time limit for calls that send a file. */
const timeoutMs = 150_000;

/** All the daemon does with files: it makes those it sends, and reads those that people sent. */
export function createFiles(options: {
  readonly database: Database;
  readonly token: string;
  readonly apiRoot: string;
}): { readonly port: FilePort; work(work: FileWork): Promise<FileWorkResult> } {
  const { database, token, apiRoot } = options;
  const api = createApi(token, apiRoot, { timeoutMs });
  const fetchFile = createFileFetcher({ api, token, apiRoot });
  return {
    // these modules are loaded with the first file, so that starting takes no longer for them
    port: { api, make: async (request) => (await import('./made-files.ts')).makeFile(database, request) },
    work: async (work) => (await import('./file-work.ts')).doFileWork(database, fetchFile, work),
  };
}
