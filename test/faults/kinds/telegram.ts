import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault as CallFault } from '../../../src/sandbox/faults.ts';
import type { Fault } from '../fault.ts';
import type { Rig } from '../rig.ts';

const longestCallsMs = 90_000;

const sendFaults: readonly CallFault[] = [
  { status: 500 },
  { status: 502 },
  { status: 429, retryAfter: 1 },
  'reset-before',
  'reset-after',
  'html',
];

/** Lets the next `count` calls of a method fail in one way; fulfils when all of them have. */
async function burst(rig: Rig, method: string, fault: CallFault, count: number): Promise<void> {
  const failed = untilCalled(rig, method, count, (error) => error?.startsWith('fault: ') === true);
  rig.sandbox.failNext(method, { times: count, with: fault });
  await failed;
}

/** Waits for `count` more calls of a method whose error, null for none, is as wanted. */
function untilCalled(
  rig: Rig,
  method: string,
  count: number,
  wanted: (error: string | null) => boolean,
): Promise<void> {
  let seen = 0;
  return new Promise((resolve, reject) => {
    const finish = (outcome: () => void) => {
      clearTimeout(timer);
      stopListening();
      outcome();
    };
    const timer = setTimeout(
      () => finish(() => reject(new Error(`only ${seen} of ${count} ${method} calls came`))),
      longestCallsMs,
    );
    const stopListening = rig.sandbox.events.on((event) => {
      if (event.kind !== 'call' || event.call.method !== method || !wanted(event.call.error)) return;
      seen += 1;
      if (seen === count) finish(resolve);
    });
  });
}

const sends: Fault = {
  name: 'sends',
  title: 'replies answered with 500, 502, 429, HTML, a reset before or after',
  setup: { people: 16, paceMs: 120 },
  times: { quick: 100, full: 1_000 },
  async inject(rig) {
    // Without pauses nearly every call would fail, and the waits between attempts grow to a minute.
    await rig.pause(1_200);
    const fault = sendFaults[rig.random.below(sendFaults.length)] ?? 'html';
    const count = 1 + rig.random.below(40);
    await burst(rig, 'sendMessage', fault, count);
    await rig.recovered(performance.now(), 1);
    return count;
  },
};

const hangs: Fault = {
  name: 'hangs',
  title: 'replies never answered, done or not (half-open)',
  times: { quick: 2, full: 10 },
  async inject(rig) {
    await rig.pause(400);
    // The chats it hits wait until the daemon gives the calls up, the others never: nothing to recover from.
    await burst(rig, 'sendMessage', rig.random.chance(0.5) ? 'hang' : 'timeout-after', 2);
    return 2;
  },
};

const pollFaults: readonly CallFault[] = [
  { status: 500 },
  { status: 502 },
  { status: 429, retryAfter: 1 },
  { status: 409 },
  'reset-before',
  'reset-after',
  'html',
];

const polls: Fault = {
  name: 'polls',
  title: 'getUpdates answered with 500, 502, 409, 429, HTML, a reset before or after',
  times: { quick: 10, full: 60 },
  async inject(rig) {
    await rig.pause(300);
    const fault = pollFaults[rig.random.below(pollFaults.length)] ?? 'html';
    const count = 1 + rig.random.below(3);
    const beganMs = performance.now();
    await burst(rig, 'getUpdates', fault, count);
    await rig.recovered(performance.now(), beganMs);
    return count;
  },
};

const hungPoll: Fault = {
  name: 'hung-poll',
  title: 'getUpdates never answered (half-open)',
  times: { quick: 1, full: 2 },
  async inject(rig) {
    await rig.pause(400);
    await burst(rig, 'getUpdates', 'hang', 1);
    const hungMs = performance.now();
    // Nothing comes in until the daemon gives the call up: that is the fault's end.
    await untilCalled(rig, 'getUpdates', 1, () => true);
    await rig.recovered(performance.now(), hungMs);
  },
};

const anotherPoller: Fault = {
  name: 'another-poller',
  title: 'another program polls with the same token (409)',
  times: { quick: 1, full: 6 },
  async inject(rig) {
    await rig.pause(400);
    const untilMs = performance.now() + 1_000 + rig.random.below(3_000);
    // It looks, and confirms nothing: what it confirmed would be its own.
    while (performance.now() < untilMs) {
      await fetch(`${rig.sandbox.url}/bot${rig.sandbox.token}/getUpdates?timeout=1`).then((answer) =>
        answer.arrayBuffer(),
      );
      await sleep(20);
    }
    const endedMs = performance.now();
    await rig.recovered(endedMs, 1);
  },
};

const refusedToken: Fault = {
  name: 'refused-token',
  title: 'the token refused (401), and restart once it is right',
  times: { quick: 2, full: 8 },
  async inject(rig) {
    await rig.pause(400);
    const daemon = rig.fleet.at(0);
    rig.fleet.expectEnd(0);
    // Replies in hand when the token is refused stay, and are sent by the next daemon.
    const end = rig.disturb();
    rig.sandbox.failNext('*', { times: 1_000_000, with: { status: 401 } });
    const code = await rig.fleet.ended(0);
    end();
    rig.sandbox.clearFaults();
    const said = daemon.lastWords();
    if (code !== 1 || !/SPNDR_BOT_TOKEN/.test(said)) rig.problems.push(`401 ended with ${code}:\n${said}`);
    if (said.includes(rig.sandbox.token)) rig.problems.push('the token was printed');
    await rig.recovered(rig.fleet.start(0).startedMs);
  },
};

const duplicates: Fault = {
  name: 'duplicates',
  title: 'webhook POSTs sent twice, at once and later, to any of 2 daemons',
  setup: { mode: 'webhook', daemons: 2, people: 16, paceMs: 60 },
  times: { quick: 300, full: 5_000 },
  prepare: (rig) => rig.balancer.duplicate(0.7),
  async inject(rig) {
    const before = rig.balancer.duplicates;
    await sleep(100);
    return rig.balancer.duplicates - before;
  },
};

/** Faults of Telegram and of the way to it. */
export const telegramFaults: readonly Fault[] = [
  sends,
  hangs,
  polls,
  hungPoll,
  anotherPoller,
  refusedToken,
  duplicates,
];
