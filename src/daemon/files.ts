import type { FileWork, FileWorkResult } from '../chat/file-work.ts';
import type { Database } from '../ledger/database.ts';
import { createApi } from './telegram/client.ts';
import { createFileFetcher } from './telegram/files.ts';
import type { FilePort } from './telegram/send.ts';

/** A file takes longer to send than words. */
const timeoutMs = 150_000;

/** All that the daemon does with files: those it sends, and those that people sent. */
export function createFiles(options: {
  readonly database: Database;
  readonly token: string;
  readonly apiRoot: string;
}): { readonly port: FilePort; work(work: FileWork): Promise<FileWorkResult> } {
  const { database, token, apiRoot } = options;
  const api = createApi(token, apiRoot, { timeoutMs });
  const fetchFile = createFileFetcher({ api, token, apiRoot });
  return {
    // what files are made and read with is loaded with the first one: a start would take longer with it
    port: { api, make: async (request) => (await import('./made-files.ts')).makeFile(database, request) },
    work: async (work) => (await import('./file-work.ts')).doFileWork(database, fetchFile, work),
  };
}
