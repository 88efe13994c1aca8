import { parentPort, workerData } from 'node:worker_threads';
import { compareSync, getRounds } from 'bcryptjs';
import type { PasswordResult, PasswordWork } from '../chat/converse.ts';
import { originalHashOf } from '../ledger/original-hash.ts';
import { giveWay } from './give-way.ts';
import { cost, digestOf, hashOf } from './password-hash.ts';
import type { Peppers } from './work.ts';

/** The thread in which passwords are hashed; see work.ts. */

const { pepper, oldPepper } = workerData as Peppers;

giveWay();

/** Compared against when there is no such account, so that the answer takes as long as if there were. */
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

/** Whether a password, in any case, is one of some 49,000 that were met most often in leaks. */
async function isMostUsed(password: string): Promise<boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'].includes(password.normalize('NFKC').toLowerCase());
}

function verify(password: string, hash: string | null): { matches: boolean; rehashed: string | null } {
  const original = hash === null ? null : originalHashOf(hash);
  if (original !== null) {
    // the original gave bcrypt the password itself, of which it reads 72 bytes
    const matches = compareSync(password, original);
    // as often as below: an address with such a hash must not answer sooner than one that nobody has
    if (oldPepper !== null) compareSync(password, original);
    return { matches, rehashed: matches ? hashOf(password, pepper) : null };
  }
  const compared = hash ?? nobody;
  const isNow = compareSync(digestOf(password, pepper), compared);
  // Compared in any case, so that a wrong password takes as long as one hashed with the pepper of before.
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
