import { execFile } from 'node:child_process';
import type { Logger } from 'pino';

/** systemd, or another service manager that started this process and speaks sd_notify. */
export interface ServiceManager {
  /** How long it waits for WATCHDOG=1 before it considers the process stuck; null: it has no watchdog. */
  readonly watchdogMs: number | null;
  /**
   * Sends these assignments, such as READY=1, after all sent before. Fulfils when they have arrived or cannot be sent;
   * never rejects.
   */
  tell(...assignments: string[]): Promise<void>;
}

const tellTimeoutMs = 5_000;

/**
 * The service manager named by `env`; null when there is none. Node lacks the Unix datagram sockets this takes, so
 * systemd-notify does the talking. Without --no-block, since it must live until its message is processed: otherwise
 * systemd cannot tell which service it came from.
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
          log.warn(
            { code: error.code },
            'systemd-notify does not work: systemd is not told how spndr is doing',
          );
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

/** The watchdog period; null: there is none, or it is meant for another process of the service. */
function watchdogOf({ WATCHDOG_USEC, WATCHDOG_PID }: NodeJS.ProcessEnv): number | null {
  if (WATCHDOG_PID && WATCHDOG_PID !== String(process.pid)) return null;
  const ms = Number(WATCHDOG_USEC) / 1_000;
  return ms > 0 ? ms : null;
}

/**
 * The file descriptor of the first listening socket that the service manager passed to this process (systemd socket
 * activation); undefined when there is none.
 */
export function inheritedSocket({ LISTEN_PID, LISTEN_FDS }: NodeJS.ProcessEnv): number | undefined {
  return LISTEN_PID === String(process.pid) && Number(LISTEN_FDS) > 0 ? 3 : undefined;
}
