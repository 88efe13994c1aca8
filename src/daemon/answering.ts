import type { Work } from '../chat/converse.ts';
import { groupBy } from '../ledger/group.ts';
import { besideEachOther } from './beside.ts';
import type { Entry } from './buffer/buffer.ts';
import type { Failures } from './failures.ts';
import type { Batch } from './ports.ts';
import type { SlowWork } from './slow-work.ts';

/** How a look at a partition ended: nothing left to do, more to do, or to be looked at again after a pause. */
export type Ending = 'idle' | 'more' | { readonly pauseMs: number };

export const lockedElsewhere: Ending = { pauseMs: 20 };
/** There is no room for the work that an update needs. */
export const queueFull: Ending = { pauseMs: 200 };

/** What came of the entries of a batch, to be acted on once it is committed. */
export interface Progress {
  readonly done: Entry[];
  readonly needs: Map<Entry, Work>;
}

interface Answering {
  readonly batch: Batch;
  /** The head of one partition. */
  readonly entries: readonly Entry[];
  /** The updates that were handled before. */
  readonly before: ReadonlySet<number>;
  /** Ids of entries that must not be answered in this batch. */
  readonly suspects: ReadonlySet<string> | null;
  readonly failures: Failures;
  readonly slowWork: SlowWork;
}

const batchLimit = 50;

/**
 * Answers what can be answered now, each chat in its order and the chats beside each other. What stands behind an entry of
 * its chat that waits is left for later.
 */
export async function answerInOrder(answering: Answering, progress: Progress): Promise<Ending> {
  const { batch, entries, before, suspects, failures, slowWork } = answering;
  const waitingChats = failures.restingChats();
  const next = new Map<number, Entry>();
  let ending: Ending = whenRested(failures);
  for (const entry of entries) {
    if (before.has(entry.updateId)) {
      progress.done.push(entry);
      continue;
    }
    if (waitingChats.has(entry.chatId)) continue;
    if (next.has(entry.updateId)) {
      // Pushed twice: the next look finds it handled, if it is.
      ending = 'more';
      continue;
    }
    if (suspects?.has(entry.id) || slowWork.isRunning(entry.updateId)) {
      waitingChats.add(entry.chatId);
      continue;
    }
    if (next.size >= batchLimit) {
      ending = 'more';
      break;
    }
    next.set(entry.updateId, entry);
  }
  await besideEachOther(groupBy(next.values(), ({ chatId }) => chatId).values(), async (chat) => {
    for (const entry of chat) {
      const work = await batch.answer(entry, slowWork.result(entry.updateId));
      if (work) {
        progress.needs.set(entry, work);
        return;
      }
      progress.done.push(entry);
    }
  });
  return ending;
}

function whenRested(failures: Failures): Ending {
  const pauseMs = failures.untilRestedMs();
  return pauseMs === null ? 'idle' : { pauseMs };
}
