import { execFile } from 'node:child_process';
import type { Logger } from 'pino';

/** systemd, or whatever else started this process and wants to hear how it fares (sd_notify). */
export interface ServiceManager {
  /** How long it waits for WATCHDOG=1 before it takes the process for stuck; null: for ever. */
  readonly watchdogMs: number | null;
  /**
   * Tells it these assignments, such as READY=1, behind all that it was told before. Fulfils when it has them or
   * cannot be told; never rejects.
   */
  tell(...assignments: string[]): Promise<void>;
}

const tellTimeoutMs = 5_000;

/**
 * The service manager that `env` names; null when there is none. Node has no datagram sockets of the kind that it
 * listens on, so systemd's own program speaks to it. It is not given --no-block: it has to live until it was heard, or
 * systemd cannot tell of which service it is.
 */
export function serviceManager(env: NodeJS.ProcessEnv, log: Logger): ServiceManager | null {
  const { NOTIFY_SOCKET, PATH } = env;
  if (!NOTIFY_SOCKET) return null;
  let told: Promise<void> = Promise.resolve();
  let warned = false;

  function speak(assignments: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      const options = { env: { NOTIFY_SOCKET, PATH }, timeout: tellTimeoutMs };
      execFile('systemd-notify', assignments, options, (error) => {
        if (error !== null && !warned)
          log.warn({ code: error.code }, 'systemd-notify does not work: systemd is not told how spndr fares');
        warned ||= error !== null;
        resolve();
      });
    });
  }

  return {
    watchdogMs: watchdogOf(env),
    tell(...assignments) {
      told = told.then(() => speak(assignments));
      return told;
    },
  };
}

/** The watchdog may be meant for another process of the service. */
function watchdogOf({ WATCHDOG_USEC, WATCHDOG_PID }: NodeJS.ProcessEnv): number | null {
  if (WATCHDOG_PID && WATCHDOG_PID !== String(process.pid)) return null;
  const ms = Number(WATCHDOG_USEC) / 1_000;
  return ms > 0 ? ms : null;
}

/**
 * The descriptor of the first listening socket that a service manager handed to this process, as systemd's socket
 * units do; undefined when there is none.
 */
export function inheritedSocket({ LISTEN_PID, LISTEN_FDS }: NodeJS.ProcessEnv): number | undefined {
  return LISTEN_PID === String(process.pid) && Number(LISTEN_FDS) > 0 ? 3 : undefined;
}
