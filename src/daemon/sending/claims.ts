import type { Logger } from 'pino';
import type { AlarmClock } from '../clock.ts';
import { claimMs, type Outbox } from '../ports.ts';

/** The claims of a daemon on the replies that it is sending: kept while it does, and doubted if it was held up. */
export interface Claims {
  /** Keeps the claim on this reply, made at `sinceMs` (monotonic) or later. */
  keep(id: bigint, sinceMs: number): void;
  /** Ends claims whose replies were sent and are settled. */
  letGo(ids: readonly bigint[]): void;
  /** Ends a claim whose reply was not sent. */
  drop(id: bigint): void;
  /** Whether the claim cannot have lapsed, which would let another daemon send the reply. */
  isSure(id: bigint): boolean;
  /** Renews a claim; fulfils with false if another daemon may have it now. */
  regain(id: bigint): Promise<boolean>;
  /** Fulfils when no claims are being renewed any more. */
  quiet(): Promise<void>;
}

const renewMs = claimMs / 4;
/** A claim this old leaves little time for a call to begin. */
const sureMs = claimMs / 2;

/** No claim yet. `onOutage`: claims could not be renewed. Nothing is renewed once `ended` is aborted. */
export function createClaims(options: {
  outbox: Pick<Outbox, 'renew'>;
  clock: AlarmClock;
  log: Logger;
  ended: AbortSignal;
  onOutage: () => void;
}): Claims {
  const { outbox, clock, log, ended, onOutage } = options;
  /** When each claim was made or renewed at the earliest (monotonic ms). */
  const since = new Map<bigint, number>();
  let renewing: Promise<void> | null = null;
  /** The renewal under way: what it renews cannot be renewed beside it. */
  let underWay: Promise<unknown> = Promise.resolve();

  /** How long ago, at most, the claim was made or renewed. */
  function ageMs(id: bigint): number {
    return Math.round(clock.monotonicMs() - (since.get(id) ?? Number.NEGATIVE_INFINITY));
  }

  function isSure(id: bigint): boolean {
    return ageMs(id) <= sureMs;
  }

  async function renew(ids: readonly bigint[]): Promise<readonly bigint[]> {
    const nowMs = clock.monotonicMs();
    try {
      const renewed = await outbox.renew(ids);
      for (const id of renewed) if (since.has(id)) since.set(id, nowMs);
      return renewed;
    } catch (error) {
      log.debug({ err: error }, 'claims cannot be renewed; trying again');
      onOutage();
      return [];
    }
  }

  /** Ends when nothing is claimed, so that an idle daemon does not wake up for it. */
  async function renewAll(): Promise<void> {
    while (since.size > 0 && !ended.aborted) {
      await clock.sleep(renewMs, ended);
      underWay = since.size > 0 ? renew([...since.keys()]) : Promise.resolve();
      await underWay;
    }
    renewing = null;
  }

  return {
    keep(id, sinceMs) {
      since.set(id, sinceMs);
      renewing ??= renewAll();
    },
    letGo(ids) {
      const lapsed = ids
        .filter((id) => since.has(id))
        .map(ageMs)
        .filter((ms) => ms > claimMs);
      for (const id of ids) since.delete(id);
      if (lapsed.length === 0) return;
      const about = { replies: lapsed.length, ms: Math.max(...lapsed) };
      log.warn(about, 'held up: another daemon may have sent replies again that this one was sending');
    },
    drop: (id) => since.delete(id),
    isSure,
    async regain(id) {
      await underWay;
      return isSure(id) || (await renew([id])).includes(id) || isSure(id);
    },
    quiet: async () => renewing ?? undefined,
  };
}
