import type { Logger } from 'pino';
import type { Work, WorkResult } from '../chat/converse.ts';
import { type Clock, untilNext } from './clock.ts';
import { describeFailure } from './failures.ts';
import { createStop } from './lifecycle.ts';
import { Unavailable } from './ports.ts';

export interface Revival {
  /** Ends when the dead letter in hand is settled, and begins no other. */
  stop(): Promise<void>;
}

/** The dead letters as revival sees them. Calls reject with `Unavailable` like those of the store. */
export interface DeadLetters {
  /**
   * Commits that an attempt at the oldest dead letter to be tried again begins, and fulfils with it. Null when there is
   * none, or while another daemon's claim holds.
   */
  claim(): Promise<Letter | null>;
  /**
   * Handles the update and removes the dead letter, both or neither. Fulfils with the work to be done first when there
   * is some, with 'busy' while others work on the partition, and with 'gone' when there is nothing to try any more;
   * in each of these cases nothing is written.
   */
  answer(letter: Letter, trace: string, done: WorkResult | null): Promise<Answered>;
  /** Gives the claim back for `pauseMs`; the attempt does not count. */
  postpone(letter: Letter, pauseMs: number): Promise<void>;
  /**
   * Ends the retry after so many attempts: the dead letter stays one until the operator asks again. `error` quotes
   * nobody.
   */
  fail(letter: Letter, failure: { attempts: number; error: string }): Promise<void>;
}

export interface Letter {
  readonly id: bigint;
  readonly updateId: number;
  /** The update as JSON text. */
  readonly payload: string;
  /** How many attempts were begun since the operator asked, this one included. */
  readonly retries: number;
}

export type Answered = 'handled' | 'gone' | 'busy' | { readonly needs: Work };

interface RevivalOptions {
  letters: DeadLetters;
  /** Does slow work away from this thread. */
  work: (work: Work) => Promise<WorkResult>;
  clock: Clock;
  log: Logger;
  newTrace: () => string;
  /** Called when replies have just been committed. */
  onHandled: () => void;
}

const sweepMs = 2_000;
/** A partition that others work on is tried so often, for less time than a claim holds. */
const busyLimit = 200;
const busyPauseMs = 20;
const outagePauseMs = 200;
/** Attempts that ended with their daemon; one that fails ends the retry at once. */
const retryLimit = 5;

/**
 * Tries dead letters again that the operator asked for.
 *
 * It goes past the buffer, which may lose what it holds: the request stands in the dead letter itself, and one
 * transaction, holding the partition's lock like processing does, handles the update, removes the dead letter and
 * renews the handled mark. So the effect happens exactly once whatever crashes and however many daemons try: before
 * the commit everything is as it was, and the next daemon tries; after it there is nothing left to try. The handled
 * mark stands all the time, so that Telegram's own repetitions stay without effect.
 *
 * Dead letters are tried one at a time, oldest first, so they keep their order among themselves. They cannot keep it
 * towards what their chat has said since, which took effect long ago: an update tried again meets the conversation
 * as it is now.
 */
export function startRevival(options: RevivalOptions): Revival {
  const { letters, clock, log } = options;
  const stopped = createStop();

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      const tried = await tryNext().catch((error: unknown) => {
        log.debug({ err: error }, 'the dead letters are out of reach; trying again');
        return false;
      });
      if (!tried) await untilNext(sweepMs, clock, stopped.signal);
    }
  }

  async function tryNext(): Promise<boolean> {
    const letter = await letters.claim();
    if (!letter) return false;
    if (letter.retries > retryLimit)
      await letters.fail(letter, { attempts: retryLimit, error: 'the daemon ended each time' });
    else await tryAgain(letter);
    return true;
  }

  async function tryAgain(letter: Letter): Promise<void> {
    const trace = options.newTrace();
    const about = { trace, update: letter.updateId, deadLetter: String(letter.id) };
    try {
      const answered = await answer(letter, trace);
      if (answered === 'busy') return await letters.postpone(letter, 0);
      if (answered === 'gone') return;
      log.info(about, 'a dead letter was handled');
      options.onHandled();
    } catch (error) {
      if (error instanceof Unavailable) return await letters.postpone(letter, outagePauseMs);
      log.error({ ...about, err: error }, 'a dead letter failed again');
      await letters.fail(letter, { attempts: letter.retries, error: describeFailure(error) });
    }
  }

  async function answer(letter: Letter, trace: string): Promise<Exclude<Answered, object>> {
    let done: WorkResult | null = null;
    for (let tries = 1; ; tries++) {
      const answered = await letters.answer(letter, trace, done);
      if (typeof answered === 'object') done = await options.work(answered.needs);
      else if (answered !== 'busy' || tries >= busyLimit || stopped.signal.aborted) return answered;
      else await clock.sleep(busyPauseMs, stopped.signal);
    }
  }

  const running = run();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
