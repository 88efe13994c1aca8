import type { Day } from '../../ledger/day.ts';
import type { Amendment } from '../../ledger/entry/amendment.ts';
import { startsQuoted } from '../../ledger/entry/text/quotes.ts';
import { changesBy } from '../../ledger/purchases/purchase.ts';
import { type Rhythm, rhythmOf } from '../../ledger/recurring/recurrence.ts';
import { isOver, type Recurring, recurringById, reviseRecurring } from '../../ledger/recurring/recurring.ts';
import type { StateAt } from '../conversation.ts';
import { recurringCard } from '../recurring/menu.ts';
import { comesNext, nextFor } from '../recurring/offer.ts';
import { readChange } from '../recurring/read.ts';
import { phrase, type Text } from '../reply.ts';
import { periodIn } from '../report/load.ts';
import { accountOfTurn, aside, finish, idle, type Said, type Turn, todayOf } from '../turn.ts';
import { meaningOf, withinEdges } from '../typed.ts';
import type { Step } from './step.ts';
import { asItIs, readYesNo } from './yes-no.ts';

/** Asks what to change about a recurring purchase; understands the same words as a reply to an entry. */
export const editRecurring: Step<StateAt<'edit-recurring'>> = {
  for: 'linked',
  ask: ({ item }) => ({ text: [phrase('recurring-edit', { item })], choices: [[asItIs]] }),
  async hear(words, state, turn) {
    const recurring = await find(turn, state);
    if (recurring === null) return finish(phrase('recurring-gone'));
    if (readYesNo(words) === false) return shown(turn, recurring);
    const read = await readChange(turn, words, recurring.template.price.currency);
    if ('unclear' in read) return aside(turn, ...read.unclear);
    const { amendment } = read;
    // as in a reply to an entry: words alone could be an unrelated remark
    const { item, money } = amendment;
    if (item !== null && money === null && !startsQuoted(words)) {
      return aside(turn, phrase('mend-not-understood', { words: item }));
    }
    const changes = changesBy(amendment, recurring.template);
    const rhythm = await newRhythm(turn, recurring, amendment);
    if (Object.keys(changes).length === 0 && rhythm === null) return aside(turn, phrase('recurring-unclear'));
    const revised = await reviseRecurring(turn.ledger, recurring, {
      template: { ...recurring.template, ...changes },
      ...(rhythm && { rhythm, nextDay: await nextFor(turn, recurring, rhythm) }),
    });
    return shown(turn, revised, phrase('recurring-revised'));
  },
};

/** Asks for the last day of a recurring purchase. */
export const endRecurring: Step<StateAt<'end-recurring'>> = {
  for: 'linked',
  ask: ({ item }) => ({
    text: [phrase('recurring-until', { item })],
    choices: [[{ label: phrase('recurring-endless'), says: '-' }, asItIs]],
  }),
  async hear(words, state, turn) {
    const recurring = await find(turn, state);
    if (recurring === null) return finish(phrase('recurring-gone'));
    if (readYesNo(words) === false) return shown(turn, recurring);
    if (meaningOf('none', words) !== null) {
      const revised = await endsOn(turn, recurring, null);
      return shown(turn, revised, phrase('recurring-goes-on'));
    }
    const period = periodIn(turn, withinEdges(words), { means: 'next' });
    if (period === null) return aside(turn, phrase('end-unreadable'));
    if (period.to < todayOf(turn)) return aside(turn, phrase('end-past'));
    const revised = await endsOn(turn, recurring, period.to);
    return shown(turn, revised, phrase('recurring-revised'));
  },
};

/** Sets its last day; null: none. If it was over, it goes on from today. */
function endsOn(turn: Turn, recurring: Recurring, ends: Day | null): Promise<Recurring> {
  const goesOn = isOver(recurring) && { nextDay: comesNext(turn, recurring) };
  return reviseRecurring(turn.ledger, recurring, { ends, ...goesOn });
}

function find(turn: Turn, { id }: { readonly id: string }): Promise<Recurring | null> {
  return recurringById(turn.ledger, accountOfTurn(turn).id, BigInt(id));
}

function shown(turn: Turn, recurring: Recurring, ...notes: Text): Said {
  return { messages: [{ do: 'say', ...recurringCard(turn, recurring, ...notes) }], state: idle };
}

/**
 * The new rhythm, starting on the day given or else on its next day; what was not given stays as it was. Null: neither
 * was given.
 */
async function newRhythm(turn: Turn, recurring: Recurring, said: Amendment): Promise<Rhythm | null> {
  if (said.recurring === null && said.date === null) return null;
  const from = said.date ?? (await nextFor(turn, recurring, null));
  const { rhythm } = recurring;
  return said.recurring === null
    ? rhythmOf({ every: rhythm.every, on: null, step: rhythm.step }, from)
    : rhythmOf(said.recurring, from);
}
