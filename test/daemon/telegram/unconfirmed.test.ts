import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trackUnconfirmed } from '../../../src/daemon/telegram/unconfirmed.ts';
import { fakeIntake, keptLog, update } from './fake-updates.ts';

type Step =
  | { readonly do: 'say'; readonly chat: number }
  | { readonly do: 'poll'; readonly limit: number; readonly during: readonly Settle[] }
  | Settle;
type Settle = { readonly do: 'handle' | 'refuse'; readonly which: number };

const settle: fc.Arbitrary<Settle> = fc.record({
  do: fc.constantFrom('handle', 'refuse'),
  which: fc.nat(20),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('say' as const), chat: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    do: fc.constant('poll' as const),
    limit: fc.integer({ min: 1, max: 5 }),
    during: fc.array(settle, { maxLength: 3 }),
  }),
  settle,
);

test('whatever happens, only what is handled is confirmed, and all is handled in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const intake = fakeIntake();
      const pace = { firstMs: 0, longestMs: 0 };
      const { log } = keptLog();
      const unconfirmed = trackUnconfirmed(intake.offer, { log, pace, onSettled: () => {} });
      let atTelegram: ReturnType<typeof update>[] = [];
      let nextId = 100;
      const inHand: number[] = [];
      const handled = new Set<number>();

      const run = async (taken: Settle) => {
        const [id] = inHand.splice(taken.which % Math.max(1, inHand.length), 1);
        if (id === undefined) return;
        if (taken.do === 'handle') handled.add(id);
        intake[taken.do](id);
        await Promise.resolve();
      };
      const poll = async (limit: number, during: readonly Settle[]) => {
        const offset = unconfirmed.nextOffset() ?? 0;
        const kept = atTelegram.filter((sent) => sent.update_id >= offset);
        for (const gone of atTelegram.slice(0, atTelegram.length - kept.length)) {
          expect(handled).toContain(gone.update_id);
        }
        atTelegram = kept;
        const before = intake.ids().length;
        for (const taken of during) await run(taken);
        unconfirmed.receive(atTelegram.slice(0, limit));
        const offered = intake.ids().slice(before);
        expect(offered.some((id) => handled.has(id) || inHand.includes(id))).toBe(false);
        expect(offered).toEqual([...offered].sort((a, b) => a - b));
        inHand.push(...offered);
      };

      for (const taken of steps) {
        if (taken.do === 'say') atTelegram.push(update(nextId++, taken.chat));
        else if (taken.do === 'poll') await poll(taken.limit, taken.during);
        else await run(taken);
      }
      for (let rounds = 0; atTelegram.length > 0; rounds += 1) {
        expect(rounds).toBeLessThan(200);
        await new Promise(setImmediate);
        await poll(100, []);
        while (inHand.length > 0) await run({ do: 'handle', which: 0 });
      }
      expect(unconfirmed.size() + unconfirmed.inHand()).toBe(0);
      expect(handled.size).toBe(nextId - 100);
    }),
    { numRuns: 150 },
  );
});

test('what one or two answers pass over is not confirmed, and offered when it comes again; after three it is gone', async () => {
  const intake = fakeIntake();
  const { log, saying } = keptLog();
  const pace = { firstMs: 0, longestMs: 0 };
  const unconfirmed = trackUnconfirmed(intake.offer, { log, pace, onSettled: () => {} });
  /** The offset after an answer of these updates, of which 10 is always refused. */
  const offsetAfter = async (...ids: number[]) => {
    unconfirmed.receive(ids.map((id) => update(id, id)));
    intake.refuse(10);
    intake.handle(11);
    await new Promise(setImmediate);
    return unconfirmed.nextOffset();
  };
  expect(await offsetAfter(10, 11)).toBe(10);
  expect(await offsetAfter()).toBe(10);
  expect(await offsetAfter(11)).toBe(10);
  expect(await offsetAfter(10, 11)).toBe(10);
  expect(intake.ids()).toEqual([10, 11, 10]);
  // having come again, it may be passed over as often as before
  expect(await offsetAfter(11)).toBe(10);
  expect(await offsetAfter()).toBe(10);
  expect(saying(/no longer has this update/)).toBe(0);
  expect(await offsetAfter()).toBe(12);
  expect(saying(/no longer has this update/)).toBe(1);
  expect(intake.ids()).toEqual([10, 11, 10]);
});
