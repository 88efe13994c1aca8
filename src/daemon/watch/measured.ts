import type { Api } from 'node-telegram-bot-api';
import type { Buffer } from '../buffer/buffer.ts';
import type { Clock } from '../clock.ts';
import {
  type Attempt,
  type Batch,
  type Messenger,
  NotHandled,
  type Offer,
  type Outbox,
  type Store,
  Unavailable,
} from '../ports.ts';
import type { Lease } from '../turn.ts';
import type { Measure } from './measure.ts';

/** Wraps each port of the three loops to report what passes through it to a `Measure`, without the loops knowing. */
export interface MeasuredPorts {
  offer(offer: Offer): Offer;
  /** Wraps the API calls of long polling. */
  updates<Calls extends Pick<Api, 'getUpdates'>>(api: Calls): Calls;
  lease(lease: Lease): Lease;
  buffer(buffer: Buffer): Buffer;
  store(store: Store): Store;
  outbox(outbox: Outbox): Outbox;
  messenger(messenger: Messenger): Messenger;
}

/** The wrappers that report to `measure`. */
export function measuredPorts(measure: Measure, clock: Clock): MeasuredPorts {
  return {
    offer: (offer) => (update) => {
      const beganMs = clock.monotonicMs();
      measure.received();
      const outcome = offer(update);
      outcome.then(
        () => measure.committed(clock.monotonicMs() - beganMs),
        (error: unknown) => {
          if (error instanceof NotHandled) measure.refused();
        },
      );
      return outcome;
    },

    updates: (api) =>
      Object.create(api, {
        getUpdates: {
          async value(...args: Parameters<Api['getUpdates']>) {
            const updates = await api.getUpdates(...args);
            measure.progressed('intake');
            return updates;
          },
        },
      }),

    lease: (lease) => ({
      leaseMs: lease.leaseMs,
      async take() {
        const taken = await lease.take();
        // A daemon that leaves polling to another makes progress by asking for the lease; one that holds it, by
        // polling.
        if (!taken) measure.progressed('intake');
        return taken;
      },
      release: () => lease.release(),
    }),

    buffer: (buffer) => ({
      ...buffer,
      async backlog() {
        const entries = await buffer.backlog();
        measure.backlog(entries);
        measure.progressed('processing');
        return entries;
      },
    }),

    store: (store) => ({
      ...store,
      async inPartitions(partitions, updates, body) {
        let buried = 0;
        const bury = () => {
          buried += 1;
        };
        try {
          const result = await store.inPartitions(partitions, updates, (batch, ...found) =>
            body(countBurials(batch, bury), ...found),
          );
          for (; buried > 0; buried -= 1) measure.buried();
          measure.progressed('processing');
          return result;
        } catch (error) {
          if (!(error instanceof Unavailable)) measure.failed();
          throw error;
        }
      },
    }),

    outbox: (outbox) => measuredOutbox(outbox, measure, clock),

    messenger: (messenger) => ({
      async prepare(...reply) {
        const attempt = await messenger.prepare(...reply);
        const measured: Attempt = async (signal) => {
          const beganMs = clock.monotonicMs();
          const outcome = await attempt(signal);
          if (outcome.kind !== 'not-ready') measure.called(outcome.kind, clock.monotonicMs() - beganMs);
          measure.progressed('delivery');
          return outcome;
        };
        return Object.assign(measured, { dispose: async () => attempt.dispose?.() });
      },
    }),
  };
}

function countBurials(batch: Batch, onBury: () => void): Batch {
  return {
    answer: (update, done) => batch.answer(update, done),
    uncountAttempt: (updateId) => batch.uncountAttempt(updateId),
    async bury(update, attempts, error) {
      await batch.bury(update, attempts, error);
      onBury();
    },
  };
}

function measuredOutbox(outbox: Outbox, measure: Measure, clock: Clock): Outbox {
  return {
    ...outbox,
    async claim(...asked) {
      const claimed = await outbox.claim(...asked);
      measure.progressed('delivery');
      return claimed;
    },
    async settle(settlements) {
      const more = await outbox.settle(settlements);
      for (const settlement of settlements) {
        if (settlement.to === 'pending') measure.retried();
        if (settlement.to === 'delivered')
          measure.delivered(clock.now().getTime() - settlement.receivedAt.getTime());
      }
      return more;
    },
  };
}
