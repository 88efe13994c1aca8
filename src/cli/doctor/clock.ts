import { ok, type Verdict, warn, wrong } from './finding.ts';

const warnMs = 5_000;
const wrongMs = 60_000;

/**
 * The verdict on the difference between this machine's clock and another, which showed `there` at some moment between
 * `beganMs` and `endedMs` of ours.
 */
export function skewVerdict(whose: string, there: Date, beganMs: number, endedMs: number): Verdict {
  const skewMs = (beganMs + endedMs) / 2 - there.getTime();
  const words = `${(Math.abs(skewMs) / 1_000).toFixed(1)} s ${skewMs < 0 ? 'behind' : 'ahead of'} ${whose}`;
  const remedy = 'have the machine keep its time: timedatectl set-ntp true';
  if (Math.abs(skewMs) > wrongMs) return wrong(words, remedy);
  return Math.abs(skewMs) > warnMs ? warn(words, remedy) : ok(words);
}
