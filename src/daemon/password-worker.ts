import { createHmac } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { compareSync, hashSync } from 'bcryptjs';
import type { PasswordResult, PasswordWork } from '../chat/converse.ts';
import { originalHashOf } from '../ledger/original-hash.ts';

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
    case 'verify-password':
      return { kind: work.kind, ...verify(work.password, work.hash) };
  }
}

function verify(password: string, hash: string | null): { matches: boolean; rehashed: string | null } {
  const original = hash === null ? null : originalHashOf(hash);
  if (original === null) {
    const matches = compareSync(digest(password), hash ?? nobody);
    return { matches: matches && hash !== null, rehashed: null };
  }
  // the original gave bcrypt the password itself, of which it reads 72 bytes
  const matches = compareSync(password, original);
  return { matches, rehashed: matches ? hashSync(digest(password), cost) : null };
}

parentPort?.on('message', ({ id, work }: { id: number; work: PasswordWork }) => {
  try {
    parentPort?.postMessage({ id, result: run(work) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : 'failed' });
  }
});
