import { groupBy } from '../../src/ledger/group.ts';
import { answerShare } from './processing.ts';
import { createStation, type Station, work } from './station.ts';
import type { Message, World } from './world.ts';

/** As in src/daemon/delivery.ts. */
const inFlightLimit = 100;

/** The delivery loop of one daemon, which may send `perSecond` replies per second (0: no limit). */
export function createDelivery(options: {
  world: World;
  thread: readonly Station[];
  asked: number;
  perSecond: number;
  onReplied: (message: Message) => void;
}): { readonly calls: Station; deliver(message: Message): void } {
  const { world, thread, asked, perSecond, onReplied } = options;
  const { clock, costs, scenario } = world;
  const calls = createStation(clock, inFlightLimit);
  const backendOf = world.newBackends();
  let ended: Message[] = [];
  let settling = false;
  /** When the token bucket, which holds one second's replies, would be full if nothing more were sent. */
  let leavesMs = 0;

  function deliver(message: Message): void {
    work(clock, thread, (costs.daemonMs * (1 - answerShare.daemon)) / 2, () =>
      clock.after(waitMs(), () => calls.enter(() => call(message))),
    );
  }

  function waitMs(): number {
    if (perSecond === 0) return 0;
    const nowMs = clock.nowMs();
    leavesMs = Math.max(leavesMs, nowMs - 1_000) + 1_000 / perSecond;
    return Math.max(0, leavesMs - nowMs);
  }

  function call(message: Message): void {
    clock.after(scenario.telegramMs / 2, () => onReplied(message));
    clock.after(scenario.telegramMs, () => {
      ended.push(message);
      if (!settling) settle();
    });
  }

  /** Settles everything that ended since the last time, in one statement. */
  function settle(): void {
    const together = ended;
    ended = [];
    settling = together.length > 0;
    if (!settling) return;
    const byNode = groupBy(together, ({ node }) => node);
    const rowMs = costs.postgresMs * (1 - answerShare.postgres);
    let left = byNode.size;
    for (const [node, { length }] of byNode)
      work(clock, backendOf(node), length * rowMs, () => {
        left -= 1;
        if (left > 0) return;
        world.commit(new Set(byNode.keys()), asked, () => {
          for (const _ of together) calls.leave();
          settle();
        });
      });
  }

  return { calls, deliver };
}
