import { parentPort, workerData } from 'node:worker_threads';
import { compareSync, getRounds } from 'bcryptjs';
import type { PasswordResult, PasswordWork } from '../../chat/converse.ts';
import { originalHashOf } from '../../ledger/accounts/original-hash.ts';
import { giveWay } from '../process/give-way.ts';
import { cost, digestOf, hashOf } from './password-hash.ts';
import type { Peppers } from './work.ts';

/** The thread that hashes passwords; see work.ts. */

const { pepper, oldPepper } = workerData as Peppers;

giveWay();

/** Compared against when there is no such account, so that the answer takes equally long. */
const nobody = hashOf('nobody', pepper);

async function run(work: PasswordWork): Promise<PasswordResult> {
  switch (work.kind) {
    case 'hash-password':
      return {
        kind: work.kind,
        hash: (await isMostUsed(work.password)) ? null : hashOf(work.password, pepper),
      };
    case 'verify-password':
      return { kind: work.kind, hash: work.hash, ...verify(work.password, work.hash) };
  }
}

/** Whether a password, ignoring case, is among the 49,000 or so most common in leaks. */
async function isMostUsed(password: string): Promise<boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'].includes(password.normalize('NFKC').toLowerCase());
}

function verify(password: string, hash: string | null): { matches: boolean; rehashed: string | null } {
  const original = hash === null ? null : originalHashOf(hash);
  if (original !== null) {
    // the original program passed the password itself to bcrypt, which reads its first 72 bytes
    const matches = compareSync(password, original);
    // as many comparisons as below: such an account must not answer faster than an unknown address
    if (oldPepper !== null) compareSync(password, original);
    return { matches, rehashed: matches ? hashOf(password, pepper) : null };
  }
  const compared = hash ?? nobody;
  const isNow = compareSync(digestOf(password, pepper), compared);
  // Compared even if the first matched, so that timing does not tell which pepper a password was hashed with.
  const wasBefore = oldPepper !== null && compareSync(digestOf(password, oldPepper), compared);
  const matches = (isNow || wasBefore) && hash !== null;
  const isOutdated = !isNow || getRounds(compared) !== cost;
  return { matches, rehashed: matches && isOutdated ? hashOf(password, pepper) : null };
}

parentPort?.on('message', async ({ id, work }: { id: number; work: PasswordWork }) => {
  try {
    parentPort?.postMessage({ id, result: await run(work) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : 'failed' });
  }
});
