import { setDigest, setQuietHours } from '../../ledger/recurring/digests.ts';
import type { QuietHours } from '../../ledger/recurring/recurrence.ts';
import { readTimeOfDay } from '../../ledger/time-zones.ts';
import type { StateAt } from '../conversation.ts';
import { digestSettings, hoursOf } from '../digest/settings.ts';
import { listenerOf } from '../recurring/offer.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, idle, type Said, type Turn } from '../turn.ts';
import { endsOfSpan, meaningOf } from '../typed.ts';
import type { Step } from './step.ts';
import { asItIs, readYesNo } from './yes-no.ts';

/** Asks at what time to send a reminder or summary. */
export const setDigestTime: Step<StateAt<'set-digest'>> = {
  for: 'linked',
  ask: ({ kind }) => ({
    text: [phrase('digest-when', { name: { phrase: phrase('digest-name', { kind }) } })],
    choices: [[asItIs]],
  }),
  async hear(words, { kind }, turn) {
    if (readYesNo(words) === false) return shown(turn);
    const minute = readTimeOfDay(words);
    if (minute === null) return aside(turn, phrase('time-unreadable'));
    await setDigest(turn.ledger, accountOfTurn(turn), listenerOf(turn), kind, minute, turn.incoming.at);
    return shown(turn);
  },
};

/** Quiet hours offered as buttons, in minutes since midnight. */
const usual: readonly QuietHours[] = [
  { from: 22 * 60, to: 7 * 60 },
  { from: 22 * 60, to: 9 * 60 },
];

/** Asks between which times nothing may be sent unasked. */
export const setQuiet: Step<StateAt<'set-quiet'>> = {
  for: 'linked',
  ask: () => ({
    text: [phrase('quiet-question')],
    choices: [
      usual.map((hours, index) => ({
        label: phrase('choice-word', { word: hoursOf(hours) }),
        says: `=${index}`,
        typed: hoursOf(hours),
      })),
      [{ label: phrase('quiet-never'), says: '-' }, asItIs],
    ],
  }),
  async hear(words, _state, turn) {
    if (readYesNo(words) === false) return shown(turn);
    const hours = meaningOf('none', words) === null ? readHours(words) : null;
    if (hours === 'unreadable') return aside(turn, phrase('quiet-unreadable'));
    await setQuietHours(turn.ledger, accountOfTurn(turn).id, hours);
    return shown(turn);
  },
};

const longestHours = 100;

function readHours(words: string): QuietHours | 'unreadable' {
  if (words.length > longestHours) return 'unreadable';
  const [first = '', second = '', ...more] = words.split(/–|—|-|\.{2,}/).flatMap(endsOfSpan);
  const [from, to] = [readTimeOfDay(first), readTimeOfDay(second)];
  if (from === null || to === null || from === to || more.length > 0) return 'unreadable';
  return { from, to };
}

async function shown(turn: Turn): Promise<Said> {
  return { messages: [{ do: 'say', ...(await digestSettings(turn)) }], state: idle };
}
