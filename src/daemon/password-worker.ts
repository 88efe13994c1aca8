import { createHmac } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { compareSync, hashSync } from 'bcryptjs';
import type { PasswordResult, PasswordWork } from '../chat/converse.ts';

/** The thread in which passwords are hashed; see work.ts. */

const cost = 12;
const { pepper } = workerData as { pepper: string };

/** bcrypt reads 72 bytes at most: it gets a keyed digest of fixed length (64 characters) instead of the password. */
function digest(password: string): string {
  return createHmac('sha384', pepper).update(password.normalize('NFKC')).digest('base64');
}

/** Compared against when there is no such account, so that the answer takes as long as if there were. */
const nobody = hashSync(digest('nobody'), cost);

function run(work: PasswordWork): PasswordResult {
  switch (work.kind) {
    case 'hash-password':
      return { kind: work.kind, hash: hashSync(digest(work.password), cost) };
    case 'verify-password': {
      const matches = compareSync(digest(work.password), work.hash ?? nobody);
      return { kind: work.kind, matches: matches && work.hash !== null };
    }
  }
}

parentPort?.on('message', ({ id, work }: { id: number; work: PasswordWork }) => {
  try {
    parentPort?.postMessage({ id, result: run(work) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : 'failed' });
  }
});
