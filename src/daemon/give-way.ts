import { getPriority, setPriority } from 'node:os';

/** How much it gives way: a thread that wants the same core gets three quarters of it. */
const niceness = 5;

/**
 * Where there is not a core for each, the thread that calls this gives way to the event loop and to the database. On Linux
 * a priority is that of the thread which sets it; elsewhere it would be the whole process's.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.max(getPriority(), niceness));
  } catch {
    // not allowed here: it works all the same
  }
}
