import { Failure } from './failure.ts';

export interface StopSignals {
  /** Aborts at the first SIGINT, SIGTERM or SIGHUP. */
  readonly stop: AbortSignal;
  /** Rejects with a `Failure` at a SIGINT or SIGTERM after that. */
  readonly forced: Promise<never>;
  /** Stops listening. */
  end(): void;
}

/**
 * Runs `work`, whose signal aborts at the first SIGTERM, SIGINT or SIGHUP. Throws `Failure` if it then does not complete; at a
 * second signal it is no longer waited for.
 */
export async function stoppable<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
  const { stop, forced, end } = listenForSignals();
  try {
    return await Promise.race([work(stop), forced]);
  } catch (cause) {
    if (!stop.aborted) throw cause;
    throw new Failure('stopped, as told', 'run the command again', { cause });
  } finally {
    end();
  }
}

let listening = 0;

/** Whether signals are listened to here. Handlers of packages (to show the cursor again) do not count. */
export function isListening(): boolean {
  return listening > 0;
}

/**
 * Listens for signals: the first SIGTERM, SIGINT or SIGHUP asks to stop, a second ends the waiting. Of SIGHUP, a terminal
 * that closes sends several.
 */
export function listenForSignals(): StopSignals {
  const asked = new AbortController();
  let force: (error: Error) => void = () => undefined;
  const forced = new Promise<never>((_, reject) => {
    force = reject;
  });
  forced.catch(() => undefined);
  const onSignal = () => {
    if (!asked.signal.aborted) return asked.abort();
    force(
      new Failure('stopped at once, as told twice', 'what was not finished is taken up at the next start'),
    );
  };
  const onHangUp = () => asked.abort();
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('SIGHUP', onHangUp);
  listening += 1;
  const end = () => {
    listening -= 1;
    process.off('SIGTERM', onSignal);
    process.off('SIGINT', onSignal);
    process.off('SIGHUP', onHangUp);
  };
  return { stop: asked.signal, forced, end };
}
