import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

/** `npm run simulate -- --seeds N [--from S]`: any number of seeds; a failing one is printed and replays alone. */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '10000' }, from: { type: 'string', default: '1' } },
});
const from = Number(values.from);
const until = from + Number(values.seeds);
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(until)) {
  console.error('usage: npm run simulate -- --seeds N [--from S], both whole numbers');
  process.exit(2);
}

const total = { updates: 0, kills: 0, losses: 0, repeatedReplies: 0, failed: 0 };
for (let seed = from; seed < until; seed++) {
  const verdict = await simulate(seed);
  total.updates += verdict.updates;
  total.kills += verdict.kills;
  total.losses += verdict.losses;
  total.repeatedReplies += verdict.repeatedReplies;
  if (verdict.problems.length > 0) {
    total.failed += 1;
    console.log(`seed ${seed} fails (replay: npm run simulate -- --seeds 1 --from ${seed})`);
    for (const problem of verdict.problems) console.log(`  ${problem}`);
  }
  if ((seed - from + 1) % 1_000 === 0) console.log(`${seed - from + 1} seeds, ${total.failed} failed`);
}
console.log(
  `${until - from} seeds: ${total.updates} updates, ${total.kills} kills, ${total.losses} buffer losses, ` +
    `${total.repeatedReplies} replies repeated with a reason, ${total.failed} seeds failed`,
);
process.exit(total.failed > 0 ? 1 : 0);
