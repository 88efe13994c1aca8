import type { Work } from '../../chat/converse.ts';
import { groupBy } from '../../ledger/group.ts';
import { besideEachOther } from '../beside.ts';
import type { Entry } from '../buffer/buffer.ts';
import type { Batch } from '../ports.ts';
import type { SlowWork } from '../slow-work.ts';
import type { Failures } from './failures.ts';

/**
 * How a look at a partition ended: nothing is left to do, there is more to do, or it is to be looked at again after a
 * pause.
 */
export type Ending = 'idle' | 'more' | { readonly pauseMs: number };

export const lockedElsewhere: Ending = { pauseMs: 20 };
/** The queue has no room for the slow work that an update needs. */
export const queueFull: Ending = { pauseMs: 200 };

/**
 * What became of a batch's entries, acted on after the commit: `done` is handled, `needs` must have slow work done
 * first.
 */
export interface Progress {
  readonly done: Entry[];
  readonly needs: Map<Entry, Work>;
}

interface Answering {
  readonly batch: Batch;
  /** The head of one partition. */
  readonly entries: readonly Entry[];
  /** Ids of updates that were handled before this batch. */
  readonly before: ReadonlySet<number>;
  /** Ids of entries that must not be answered in this batch. */
  readonly suspects: ReadonlySet<string> | null;
  readonly failures: Failures;
  readonly slowWork: SlowWork;
}

const batchLimit = 50;

/**
 * Answers what can be answered now: each chat in order, different chats concurrently. Once an entry has to wait, the
 * later entries of its chat wait too.
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
      // The buffer holds the update twice: if it is handled now, the next look finds its mark.
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
