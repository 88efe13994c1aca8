import { changeTimeZone } from '../../ledger/accounts/accounts.ts';
import {
  readOffset,
  readTimeOfDay,
  readTimeZone,
  zonesAheadBy,
  zonesOfCity,
  zonesWhereItIs,
} from '../../ledger/time-zones.ts';
import type { StateAt } from '../conversation.ts';
import type { Act } from '../incoming.ts';
import { type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, aside, finish, type Outcome, type Said, type Turn } from '../turn.ts';
import { shortAnswer } from '../words.ts';
import type { Step } from './step.ts';
import { asItIs, readYesNo } from './yes-no.ts';

/** How many zones are offered as buttons. */
const mostOffered = 8;

/** Asks for the time zone: by name, city, current local time, offset from UTC, location, or one of those offered. */
export const setZone: Step<StateAt<'set-zone'>> = {
  for: 'linked',
  ask: ({ zones }) => ({
    text: [zones.length === 0 ? phrase('set-zone') : phrase('zone-offered')],
    choices: [
      ...zones.map((zone, index) => [
        { label: phrase('numbered', { number: index + 1, what: zone }), says: String(index + 1) },
      ]),
      [asItIs],
    ],
  }),
  hear(words, { zones }, turn) {
    if (readYesNo(words) === false)
      return finish(phrase('zone-kept', { zone: accountOfTurn(turn).timeZone }));
    const answer = shortAnswer(words);
    const chosen = /^\d$/.test(answer) ? zones[Number(answer) - 1] : undefined;
    return chosen === undefined ? chooseZone(words, turn) : change(turn, chosen);
  },
};

/**
 * Sets the account's time zone to the one that the words name; offers zones if they may mean several, asks again if
 * none.
 */
export async function chooseZone(words: string, turn: Turn): Promise<Outcome> {
  const named = readTimeZone(words);
  if (named !== null) return change(turn, named);
  const { at } = turn.incoming;
  const offset = readOffset(words);
  if (offset !== null) return offer(turn, zonesAheadBy(offset, at), phrase('zone-unknown'));
  const time = readTimeOfDay(words);
  if (time !== null) return offer(turn, zonesWhereItIs(time, at), phrase('zone-no-such-time'));
  const { zones, exact } = zonesOfCity(words);
  const [only, ...others] = zones;
  return exact && only !== undefined && others.length === 0
    ? change(turn, only)
    : offer(turn, zones, phrase('zone-unknown'));
}

/** A shared location answers the question about the time zone; if no question is open, its zone is offered. */
export async function hearLocation(turn: Turn, place: Extract<Act, { kind: 'location' }>): Promise<Outcome> {
  const { state, account } = turn;
  if (account === null || (state.at !== 'idle' && state.at !== 'set-zone'))
    return aside(turn, phrase('unsupported', { kind: 'location' }));
  // loaded on demand: it is large and rarely needed
  const { default: zoneAt } = await import('@photostructure/tz-lookup');
  const zone = readTimeZone(zoneAt(place.latitude, place.longitude));
  if (zone === null) return aside(turn, phrase('zone-unknown'));
  return state.at === 'set-zone' ? change(turn, zone) : offer(turn, [zone], phrase('zone-unknown'));
}

function offer(turn: Turn, zones: readonly string[], none: Phrase): Said {
  if (zones.length === 0)
    return {
      notes: [none],
      state: turn.state.at === 'set-zone' ? turn.state : { at: 'set-zone', zones: [] },
    };
  return { state: { at: 'set-zone', zones: zones.slice(0, mostOffered) } };
}

async function change(turn: Turn, zone: string): Promise<Said> {
  await changeTimeZone(turn.ledger, accountOfTurn(turn).id, zone);
  return finish(phrase('zone-set', { zone }));
}
