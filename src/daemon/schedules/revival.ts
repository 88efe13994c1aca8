import type { Logger } from 'pino';
import type { Work, WorkResult } from '../../chat/converse.ts';
import { describeFailure } from '../batch/failures.ts';
import { type Clock, untilNext } from '../clock.ts';
import { Unavailable } from '../ports.ts';
import { createStop, endOf } from '../process/lifecycle.ts';

export interface Revival {
  /** Finishes the dead letter being tried and begins no other. */
  stop(): Promise<void>;
}

/** The dead letters as revival sees them. Calls reject with `Unavailable`, like the store's. */
export interface DeadLetters {
  /**
   * Commits that an attempt at the oldest dead letter to be retried begins, and fulfils with it. Null when there is
   * none, or while another daemon holds a claim.
   */
  claim(): Promise<Letter | null>;
  /**
   * Handles the update and removes the dead letter, both or neither. Fulfils with slow work if that must be done first,
   * 'busy' while the partition is locked elsewhere, or 'gone' when nothing is left to retry; in these cases nothing is
   * written. `done` is the result of such work.
   */
  answer(letter: Letter, trace: string, done: WorkResult | null): Promise<Answered>;
  /** Gives the claim back; the attempt does not count, and the next may begin after `pauseMs`. */
  postpone(letter: Letter, pauseMs: number): Promise<void>;
  /**
   * Ends the retry after `attempts`: the letter stays dead until the operator asks again. `error` must quote nobody.
   */
  fail(letter: Letter, failure: { attempts: number; error: string }): Promise<void>;
}

export interface Letter {
  readonly id: bigint;
  readonly updateId: number;
  /** The update as JSON text. */
  readonly payload: string;
  /** How many attempts have begun since the operator asked, this one included. */
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
/** How often a locked partition is tried; in total, for less time than a claim holds. */
const busyLimit = 200;
const busyPauseMs = 20;
const outagePauseMs = 200;
/** After so many attempts that ended the daemon the retry ends; an attempt that fails otherwise ends it at once. */
const retryLimit = 5;

/**
 * Retries the dead letters that the operator asked for.
 *
 * The buffer, which may lose entries, is not involved: the request is stored in the dead letter itself. One
 * transaction, holding the partition's lock as processing does, handles the update, removes the dead letter and renews
 * the handled mark. So the effect happens exactly once, whatever crashes and however many daemons try: before the
 * commit nothing has changed and the next daemon tries, after it nothing is left to try. The handled mark is there
 * throughout, so that Telegram sending the update again has no effect.
 *
 * Dead letters are retried one at a time, oldest first, and so keep their order among themselves. They cannot keep it
 * relative to later updates of their chat, which took effect long ago: a retried update meets the conversation as it is
 * now.
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

  return endOf(stopped, run());
}
