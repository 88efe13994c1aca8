import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The result of a measurement. */
export interface Figures extends Latency {
  readonly perSecond: number;
  readonly answered: number;
}

export function latencyOf(times: readonly number[]): Latency {
  const sorted = times.toSorted((one, other) => one - other);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What processes have used since they started. */
export interface Usage {
  readonly cpuSeconds: number;
  /** Resident memory; the shared memory of a Postgres counts once for each of its processes. */
  readonly residentMiB: number;
  /** Voluntary context switches of their threads. */
  readonly wakeUps: number;
}

const ticksPerSecond = 100;

/** The usage of these processes and, with `children`, of those they started. Linux only. */
export function usageOf(pids: readonly number[], options: { readonly children: boolean }): Usage {
  const all = options.children ? [...pids, ...pids.flatMap(childrenOf)] : pids;
  let ticks = 0;
  let kibibytes = 0;
  let wakeUps = 0;
  for (const pid of all) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      ticks += Number(fields[11]) + Number(fields[12]);
      kibibytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        const status = readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8');
        wakeUps += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      }
    } catch {
      // the process has ended
    }
  }
  return { cpuSeconds: ticks / ticksPerSecond, residentMiB: kibibytes / 1024, wakeUps };
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    })
    .map(Number);
}
