import { fstatSync } from 'node:fs';
import { type DestinationStream, pino } from 'pino';
import { readable } from './readable.ts';

/** pino's levels and the syslog priorities (as in journalctl -p) of lines at that level or above. */
const priorities = [
  [60, 2],
  [50, 3],
  [40, 4],
  [30, 6],
] as const;
const debug = 7;

/**
 * Prefixes each line with its priority (`<6>{"level":30,...}`), which journald reads and strips. pino sets `lastLevel`
 * before each write.
 */
export function withPriorities(journal: DestinationStream): DestinationStream {
  const stream = {
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string): void {
      const priority = priorities.find(([level]) => stream.lastLevel >= level)?.[1] ?? debug;
      journal.write(`<${priority}>${line}`);
    },
  };
  return stream;
}

/**
 * Where log lines go: stdout, with priorities if that is connected to the journal, and made readable on a terminal
 * unless `json`.
 */
export function logDestination(environment: NodeJS.ProcessEnv, json = false): DestinationStream {
  const isJournal = leadsToJournal(environment);
  const stdout = onceATurn(outliving(process.stdout.fd, isJournal ? '<4>' : ''));
  if (isJournal) return withPriorities(stdout);
  if (json || !process.stdout.isTTY) return stdout;
  return readable(stdout, environment.TERM !== 'dumb' && !environment.NO_COLOR);
}

/** How much may wait while lines cannot be written; far more than one turn of the event loop logs. */
const mostWaitingBytes = 4 * 1_024 * 1_024;

/**
 * Writes lines to a file descriptor; never throws. Lines that cannot be written (a full disk) wait, and are retried,
 * whole, with each later line. Beyond `mostWaitingBytes` new lines are dropped; a line starting with `priority` then
 * says, in their place, how many.
 */
function outliving(fd: number, priority: string): DestinationStream {
  const destination = pino.destination({ fd, sync: true, maxLength: mostWaitingBytes });
  // Without a listener an error would end the process. It cannot be reported: this is the log.
  destination.on('error', () => {});
  let dropped = 0;
  let isTaken = true;
  destination.on('drop', () => {
    isTaken = false;
  });
  const take = (text: string) => {
    isTaken = true;
    destination.write(text);
    return isTaken;
  };
  // also retries what waits
  const hasRoom = () => destination.write('');

  return {
    write(lines) {
      if (dropped === 0 && take(lines)) return;
      if (!hasRoom()) {
        dropped += lines.split('\n').length - 1;
        return;
      }
      if (dropped > 0) take(`${priority}${droppedLine(dropped)}`);
      dropped = 0;
      take(lines);
    },
  };
}

/** A warning in pino's format. */
function droppedLine(lines: number): string {
  const msg = 'lines of this log were dropped: there was no room for them';
  return `${JSON.stringify({ level: 40, time: Date.now(), lines, msg })}\n`;
}

/**
 * Collects what is logged during one turn of the event loop and writes it at once: many updates are answered in a turn,
 * and a write costs as much as all of their lines. What is still collected when the process ends is written then.
 */
function onceATurn(destination: DestinationStream): DestinationStream {
  let lines = '';
  const flush = () => {
    if (lines === '') return;
    destination.write(lines);
    lines = '';
  };
  process.on('exit', flush);
  return {
    write(line) {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
  };
}

function leadsToJournal({ JOURNAL_STREAM }: NodeJS.ProcessEnv): boolean {
  if (!JOURNAL_STREAM) return false;
  const { dev, ino } = fstatSync(process.stdout.fd, { bigint: true });
  // with a pipe in between (spndr start | jq) the variable is set too
  return JOURNAL_STREAM === `${dev}:${ino}`;
}
