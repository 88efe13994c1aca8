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

/** Where log lines go when stdout leads to the journal; undefined: to stdout as they are. */
export function journal({ JOURNAL_STREAM }: NodeJS.ProcessEnv): DestinationStream | undefined {
  if (!JOURNAL_STREAM) return undefined;
  const { dev, ino } = fstatSync(process.stdout.fd, { bigint: true });
  // a pipe in between (spndr start | jq) leaves the variable as it is
  if (JOURNAL_STREAM !== `${dev}:${ino}`) return undefined;
  return withPriorities(pino.destination({ fd: process.stdout.fd, sync: true }));
}
