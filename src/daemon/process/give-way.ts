import { getPriority, setPriority } from 'node:os';

/** The nice value: a normal thread that wants the same core gets three quarters of it. */
const niceness = 5;

/**
 * Lowers the priority of the calling thread, so that the event loop and the database go first when cores are scarce.
 * Only on Linux, where a priority belongs to the thread that sets it; elsewhere it would be the whole process's.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.max(getPriority(), niceness));
  } catch {
    // not permitted: it works at normal priority too
  }
}
