import { pino } from 'pino';
import { rememberBuffer } from '../../src/daemon/buffer/remembered.ts';
import { startDelivery } from '../../src/daemon/delivery.ts';
import { createIntake } from '../../src/daemon/intake.ts';
import type { Offer } from '../../src/daemon/ports.ts';
import { startProcessing } from '../../src/daemon/processing.ts';
import { createLimiter } from '../../src/daemon/sending/limiter.ts';
import { createRandom, type ProcessLife, Scheduler } from './scheduler.ts';
import { type Flaws, type Said, World } from './world.ts';

/** What one simulated run came to. `problems` is empty when every promise held. */
export interface Verdict {
  readonly seed: number;
  readonly problems: readonly string[];
  readonly updates: number;
  readonly kills: number;
  readonly losses: number;
  readonly repeatedReplies: number;
}

interface SimulatedDaemon {
  readonly life: ProcessLife;
  readonly offer: Offer;
}

const silent = pino({ level: 'silent' });
const stormMs = 4_000;
const settleMs = 120_000;

/**
 * Runs the daemon's three loops for some seconds of virtual time amid crashes, losses, delays and duplicates drawn
 * from `seed`, lets the weather clear, and checks what lasts against what was said.
 */
export async function simulate(seed: number, flaws: Flaws = {}): Promise<Verdict> {
  const random = createRandom(seed);
  const scheduler = new Scheduler(random);
  const storm = random.chance(0.15) ? 0 : random.next() * 0.12;
  const world = new World(scheduler, flaws, {
    bufferError: storm,
    storeError: storm,
    sendTrouble: storm * 2,
  });
  const telegram = new SimulatedTelegram(
    scheduler,
    world,
    makeUpdates(random),
    random.chance(0.5) ? 'polling' : 'webhook',
  );
  const daemons: SimulatedDaemon[] = [];
  const daemonCount = 1 + random.below(3);
  let kills = 0;
  let losses = 0;

  const begin = (index: number) => {
    const daemon = startSimulatedDaemon(world, scheduler);
    daemons[index] = daemon;
    telegram.daemons = daemons.filter(({ life }) => !life.killed);
  };
  for (let index = 0; index < daemonCount; index++) begin(index);
  telegram.start();

  const killIntervalMs = 100 + random.below(1_500);
  const killSome = () => {
    if (scheduler.nowMs > stormMs) return;
    const index = random.below(daemonCount);
    const daemon = daemons[index];
    if (daemon && !daemon.life.killed) {
      daemon.life.killed = true;
      kills += 1;
      telegram.daemons = daemons.filter(({ life }) => !life.killed);
      scheduler.after(random.below(300), null, () => begin(index));
    }
    scheduler.after(random.below(2 * killIntervalMs), null, killSome);
  };
  if (random.chance(0.8)) scheduler.after(random.below(killIntervalMs), null, killSome);
  const loseSome = () => {
    if (scheduler.nowMs > stormMs) return;
    world.loseBuffer(random.chance(0.6));
    losses += 1;
    scheduler.after(random.below(1_500), null, loseSome);
  };
  if (random.chance(0.6)) scheduler.after(random.below(1_000), null, loseSome);
  scheduler.after(stormMs, null, () => {
    world.weather.bufferError = 0;
    world.weather.storeError = 0;
    world.weather.sendTrouble = 0;
  });

  const settled = await scheduler.run(
    settleMs,
    () => scheduler.nowMs > stormMs && telegram.unconfirmed === 0 && world.unsettledReplies === 0,
  );
  for (const { life } of daemons) life.killed = true;
  const problems = [
    ...telegram.problems,
    ...(settled ? [] : [stuck(telegram, world)]),
    ...check(world, telegram.said),
  ];
  const repeatedReplies = [...world.shownTimes.values()].reduce((sum, times) => sum + times - 1, 0);
  return { seed, problems, updates: telegram.said.length, kills, losses, repeatedReplies };
}

function stuck(telegram: SimulatedTelegram, world: World): string {
  return `stuck: ${telegram.unconfirmed} updates unconfirmed, ${world.unsettledReplies} replies unsettled`;
}

function makeUpdates(random: ReturnType<typeof createRandom>): Said[] {
  const chats = 1 + random.below(5);
  const poisonous = random.chance(0.3);
  const seqs = new Map<number, number>();
  const firstId = random.below(1_000_000);
  return Array.from({ length: 5 + random.below(40) }, (_, index) => {
    const chatId = 1 + random.below(chats) * 7;
    const seq = (seqs.get(chatId) ?? 0) + 1;
    seqs.set(chatId, seq);
    const kind = random.chance(0.1) ? 'slow' : poisonous && random.chance(0.05) ? 'poison' : 'plain';
    return { updateId: firstId + index, chatId, seq, kind };
  });
}

function startSimulatedDaemon(world: World, scheduler: Scheduler): SimulatedDaemon {
  const life: ProcessLife = { killed: false };
  const clock = scheduler.clockOf(life);
  const buffer = rememberBuffer(world.bufferOf(life));
  const delivery = startDelivery({
    outbox: world.outboxOf(life),
    messenger: world.messengerOf(life),
    limiter: createLimiter(0),
    clock,
    log: silent,
    onUnauthorized: () => undefined,
  });
  const store = world.storeOf(life, delivery.offer);
  const processing = startProcessing({
    buffer,
    store,
    clock,
    log: silent,
    work: async () => {
      await scheduler.delay(scheduler.random.below(400), life);
      return { kind: 'hash-password', hash: 'hash' };
    },
    onHandled: (updateIds) => intake.handled(updateIds),
  });
  const intake = createIntake({
    buffer,
    store,
    clock,
    log: silent,
    newTrace: () => '',
    onPushed: (partitions) => processing.wake(partitions),
    deadlineMs: 3_000,
  });
  return { life, offer: intake.offer };
}

/** Telegram's side: keeps what is not confirmed and delivers it again, by polling or by webhook. */
class SimulatedTelegram {
  readonly said: readonly Said[];
  readonly problems: string[] = [];
  daemons: SimulatedDaemon[] = [];
  readonly #queue: Said[] = [];
  readonly #scheduler: Scheduler;
  readonly #world: World;
  readonly #mode: 'polling' | 'webhook';
  readonly #inFlightChats = new Set<number>();
  #waiting: number;

  constructor(scheduler: Scheduler, world: World, said: readonly Said[], mode: 'polling' | 'webhook') {
    this.#scheduler = scheduler;
    this.#world = world;
    this.said = said;
    this.#mode = mode;
    this.#waiting = said.length;
  }

  get unconfirmed(): number {
    return this.#queue.length + this.#waiting;
  }

  start(): void {
    const { random } = this.#scheduler;
    let atMs = 0;
    for (const said of this.said) {
      // Never two at the same instant: Telegram puts them in an order.
      atMs += 0.001 + (random.chance(0.5) ? random.below((2 * stormMs) / this.said.length) : 0);
      this.#scheduler.after(atMs, null, () => {
        this.#waiting -= 1;
        this.#queue.push(said);
        this.#queue.sort((one, other) => one.updateId - other.updateId);
      });
    }
    void (this.#mode === 'polling' ? this.#bePolled() : this.#call());
  }

  #confirm(updateIds: readonly number[]): void {
    for (const updateId of updateIds) {
      if (!this.#world.handled.has(updateId))
        this.problems.push(`update ${updateId} was confirmed before its commit`);
      const index = this.#queue.findIndex((said) => said.updateId === updateId);
      if (index >= 0) this.#queue.splice(index, 1);
    }
  }

  /** The poll is held by one daemon at a time; a killed one is followed by another. */
  async #bePolled(): Promise<void> {
    const { random } = this.#scheduler;
    for (;;) {
      await this.#scheduler.delay(5, null);
      const daemon = this.daemons[random.below(Math.max(1, this.daemons.length))];
      if (!daemon || this.#queue.length === 0) continue;
      const offered = new Map<number, 'offered' | 'handled'>();
      // One daemon's turn at the poll: re-polling with the offset of its first unhandled update.
      for (let turns = random.below(400); turns > 0 && !daemon.life.killed; turns--) {
        for (const said of this.#queue.slice(0, 10)) {
          if (offered.has(said.updateId)) continue;
          offered.set(said.updateId, 'offered');
          daemon.offer(updateOf(said)).then(
            () => offered.set(said.updateId, 'handled'),
            () => offered.delete(said.updateId),
          );
        }
        await this.#scheduler.delay(5 + random.below(20), null);
        const prefix: number[] = [];
        for (const said of this.#queue) {
          const state = offered.get(said.updateId);
          if (state === 'handled' || (this.#world.flaws.confirmBeforeCommit && state))
            prefix.push(said.updateId);
          else break;
        }
        this.#confirm(prefix);
      }
    }
  }

  /** One POST in flight per chat, to any daemon; whatever is not answered with 200 is posted again. */
  async #call(): Promise<void> {
    const { random } = this.#scheduler;
    for (;;) {
      await this.#scheduler.delay(3, null);
      for (const said of this.#queue) {
        const daemon = this.daemons[random.below(Math.max(1, this.daemons.length))];
        if (!daemon || this.#inFlightChats.has(said.chatId)) continue;
        this.#inFlightChats.add(said.chatId);
        void this.#post(daemon, said).finally(() => this.#inFlightChats.delete(said.chatId));
      }
    }
  }

  async #post(daemon: SimulatedDaemon, said: Said): Promise<void> {
    const { random } = this.#scheduler;
    const offers = random.chance(0.1) ? 2 : 1; // a duplicate POST
    let answered = this.#world.flaws.confirmBeforeCommit ? 'yes' : 'no';
    for (let times = 0; times < offers; times++)
      daemon.offer(updateOf(said)).then(
        () => (answered = 'yes'),
        () => (answered = 'refused'),
      );
    for (let waitedMs = 0; waitedMs < 5_000 && answered === 'no' && !daemon.life.killed; waitedMs += 5)
      await this.#scheduler.delay(5, null);
    // The answer itself can be lost.
    if (answered === 'yes' && !random.chance(this.#world.weather.bufferError)) this.#confirm([said.updateId]);
    else await this.#scheduler.delay(50, null);
  }
}

function updateOf(said: Said) {
  return { updateId: said.updateId, chatId: said.chatId, payload: JSON.stringify(said) };
}

/** Everything said took effect once and in order; everything answered was shown, in order, repeats explained. */
function check(world: World, said: readonly Said[]): string[] {
  const problems: string[] = [];
  for (const chatId of new Set(said.map((one) => one.chatId))) {
    const expected = said.filter((one) => one.chatId === chatId);
    const effects = world.ledger.filter((one) => one.chatId === chatId);
    const wanted = expected.map(({ seq, kind }) => `${seq}${kind === 'poison' ? ' buried' : ''}`).join(', ');
    // A counted crash loop may bury a good update as well; exactly once and in order it must be all the same.
    const seqs = effects.map((one) => one.seq).join(', ');
    if (seqs !== expected.map((one) => one.seq).join(', '))
      problems.push(`chat ${chatId}: said ${wanted}; done ${seqs}`);
    for (const one of expected)
      if (one.kind === 'poison' && !effects.some(({ seq, as }) => seq === one.seq && as === 'buried'))
        problems.push(`chat ${chatId}: poison ${one.seq} is no dead letter`);
    const shown = world.shown.filter((one) => one.chatId === chatId).map((one) => one.seq);
    const first = shown.filter((seq, index) => shown.indexOf(seq) === index);
    if (first.join() !== effects.map((one) => one.seq).join())
      problems.push(`chat ${chatId}: effects ${seqs}; shown ${shown.join(', ')}`);
  }
  for (const [id, times] of world.shownTimes)
    if (times - 1 > (world.unknowable.get(id) ?? 0))
      problems.push(`reply ${id} was shown ${times} times without a reason`);
  return problems;
}
