import { fstatSync } from 'node:fs';
import { type DestinationStream, pino } from 'pino';

/** Syslog's priorities, as journalctl -p knows them, of pino's levels: from this level on. */
const priorities = [
  [60, 2],
  [50, 3],
  [40, 4],
  [30, 6],
] as const;
const debug = 7;

/**
 * Puts the priority of a line before it (`<6>{"level":30,...}`), where journald reads it and takes it away. pino tells
 * the level of the line that it is about to write.
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

/** Where log lines go: to stdout, with priorities where that leads to the journal. */
export function logDestination(environment: NodeJS.ProcessEnv): DestinationStream {
  const isJournal = leadsToJournal(environment);
  const stdout = onceATurn(outliving(process.stdout.fd, isJournal ? '<4>' : ''));
  return isJournal ? withPriorities(stdout) : stdout;
}

/** What may wait for room where lines cannot be written; it is far more than one turn logs. */
const mostWaitingBytes = 4 * 1_024 * 1_024;

/**
 * Writes lines to a descriptor and never throws. Those that find no room (a full disk) wait, are tried again with each
 * line that follows, and stay whole; beyond `mostWaitingBytes` what comes is dropped, and a line, which begins with
 * `priority`, says how many were, where they would stand.
 */
function outliving(fd: number, priority: string): DestinationStream {
  const destination = pino.destination({ fd, sync: true, maxLength: mostWaitingBytes });
  // Without a listener the error ends the process. There is nowhere to tell of it: this is the log.
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
  // tries what waits, too
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

/** As pino writes a warning. */
function droppedLine(lines: number): string {
  const msg = 'lines of this log were dropped: there was no room for them';
  return `${JSON.stringify({ level: 40, time: Date.now(), lines, msg })}\n`;
}

/**
 * Hands on what is logged in one turn of the event loop in one piece: many updates are answered in a turn, and each
 * write costs as much as all of their lines. What was logged when the process ends is written then.
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
  // a pipe in between (spndr start | jq) leaves the variable as it is
  return JOURNAL_STREAM === `${dev}:${ino}`;
}
