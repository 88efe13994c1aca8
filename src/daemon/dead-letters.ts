import * as ledger from '../ledger/updates/dead-letters.ts';
import { unmarkHandled } from '../ledger/updates/handled.ts';
import { partitionOf } from './buffer/buffer.ts';
import type { Update } from './ports.ts';
import type { DeadLetters } from './schedules/revival.ts';
import { aboutUpdate } from './secrets/seal.ts';
import { inPartitions, reaching, type StoreOptions } from './store.ts';

interface DeadLettersOptions extends StoreOptions {
  /** Reads an update from its payload; null when the payload holds none. */
  read: (payload: string) => Update | null;
  /** How long a claim holds if its daemon dies. */
  claimMs?: number;
}

/** The dead letter was sealed with a secret (SPNDR_PEPPER, or the one in the data directory) that is no longer set. */
class SealedOtherwise extends Error {
  override readonly name = 'SealedOtherwise';
}

/** Must be longer than it takes to hash a password when others are queued before it. */
const usualClaimMs = 10_000;

/** The dead letters in Postgres. */
export function createDeadLetters(options: DeadLettersOptions): DeadLetters {
  const { database, botId, claimMs = usualClaimMs } = options;
  return {
    claim: () => reaching(() => ledger.claimRetry(database, { botId, claimMs })),
    postpone: ({ id }, pauseMs) => reaching(() => ledger.postponeRetry(database, id, pauseMs)),
    fail: ({ id }, failure) => reaching(() => ledger.failRetry(database, id, failure)),

    async answer(letter, trace, done) {
      const payload = options.seal.open(letter.payload, aboutUpdate(botId, letter.updateId));
      if (payload === null) throw new SealedOtherwise('the dead letter was sealed with another secret');
      const update = options.read(payload);
      if (!update) throw new Error('the dead letter holds no update');
      const partitions = [partitionOf(update.chatId)];
      const answered = await inPartitions(
        options,
        partitions,
        [],
        async (batch, _locked, _handled, transaction) => {
          if (!(await ledger.lockRetry(transaction, letter.id))) return 'gone';
          // Dated now, however old the update is: otherwise the reply would count as late.
          const needs = await batch.answer({ ...update, trace, receivedAt: options.now() }, done);
          if (needs) return { needs };
          await ledger.removeDeadLetter(transaction, letter.id);
          // the batch will mark the update as handled, and no update may be marked twice
          await unmarkHandled(transaction, botId, letter.updateId);
          return 'handled';
        },
      );
      return answered ?? 'busy';
    },
  };
}
