import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { shippedSpndr } from '../helpers/build.ts';

/** A real `spndr start` in a process of its own. */
export interface DaemonProcess {
  readonly startedMs: number;
  /** Fulfils when it has logged this, from now or before; rejects when it ends first. */
  logged(message: RegExp): Promise<void>;
  /** Fulfils when it is gone, with the exit code or the signal's name. */
  readonly ended: Promise<number | string | null>;
  readonly isGone: boolean;
  signal(name: NodeJS.Signals): void;
  /** Its last lines, from the log and stderr. */
  lastWords(): string;
}

const linesKept = 400;

/** A time during which a daemon may have lost its claims, as it says itself (of performance.now()). */
export interface HeldUp {
  readonly fromMs: number;
  readonly toMs: number;
}

function heldUpIn(line: string): HeldUp | null {
  if (!line.includes('"msg":"held up: ')) return null;
  const { time, ms } = JSON.parse(line) as { time: number; ms: number };
  const toMs = time - performance.timeOrigin;
  return { fromMs: toMs - ms, toMs };
}

/** Spawns the compiled daemon. `env` is all of its environment besides PATH; `nodeArgs` go to Node itself. */
export function spawnDaemon(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  nodeArgs: readonly string[] = [],
  onHeldUp: (heldUp: HeldUp) => void = () => {},
): DaemonProcess {
  const child = spawn(process.execPath, [...nodeArgs, shippedSpndr, 'start', ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const messages = new Set<string>();
  const listeners = new Set<() => void>();
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > linesKept) lines.splice(0, lines.length - linesKept / 2);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The bulk of the log; nobody waits for it.
    if (/"msg":"(received|committed|replied)"/.test(line)) return;
    keep(line);
    const heldUp = heldUpIn(line);
    if (heldUp) onHeldUp(heldUp);
    const message = /"msg":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
    if (message === undefined || messages.has(message)) return;
    messages.add(message);
    for (const look of [...listeners]) look();
  });
  createInterface({ input: child.stderr }).on('line', keep);
  let gone = false;
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => {
      gone = true;
      resolve(signal ?? code);
    }),
  );
  return {
    startedMs: performance.now(),
    logged: (message) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (![...messages].some((text) => message.test(text))) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then((how) =>
          reject(
            new Error(`spndr ended (${how}) before it said ${message}:\n${lines.slice(-10).join('\n')}`),
          ),
        );
      }),
    ended,
    get isGone() {
      return gone;
    },
    signal: (name) => child.kill(name),
    lastWords: () => lines.slice(-12).join('\n'),
  };
}
