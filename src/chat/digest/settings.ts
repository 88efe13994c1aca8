import {
  type DigestKind,
  digestKinds,
  digestsIn,
  quietHoursOf,
  setDigest,
  usualMinutes,
} from '../../ledger/recurring/digests.ts';
import { clockTime, type QuietHours } from '../../ledger/recurring/recurrence.ts';
import { isBusy } from '../dialogues/steps.ts';
import { listenerOf } from '../recurring/offer.ts';
import { type Button, type Message, type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, type Said, showInstead, type Turn } from '../turn.ts';
import { type DigestAct, digestData } from './buttons.ts';

/** The button of /settings that shows the settings of reminders and summaries. */
export function digestsButton(turn: Turn): Button {
  return { label: phrase('setting-digests'), data: digestData(turn.incoming.person.id, { what: 'show' }) };
}

/** Does what a button of these settings means, and updates the message it is on. */
export async function obeyDigests(
  turn: Turn,
  tapId: string,
  act: DigestAct,
): Promise<Said | { readonly refused: Phrase }> {
  if (act.what === 'time' || act.what === 'quiet') {
    if (isBusy(turn)) return { refused: phrase('one-at-a-time') };
    const state =
      'kind' in act ? ({ at: 'set-digest', kind: act.kind } as const) : ({ at: 'set-quiet' } as const);
    return { messages: [{ do: 'answer', tapId }], state };
  }
  if ('kind' in act) {
    const minute = act.what === 'on' ? usualMinutes[act.kind] : null;
    await setDigest(turn.ledger, accountOfTurn(turn), listenerOf(turn), act.kind, minute, turn.incoming.at);
  }
  return showInstead(turn, tapId, await digestSettings(turn));
}

/** Which reminders and summaries this chat gets, with buttons to change that. */
export async function digestSettings(turn: Turn): Promise<Message> {
  const { id } = accountOfTurn(turn);
  const known = await digestsIn(turn.ledger, id, listenerOf(turn));
  const quiet = await quietHoursOf(turn.ledger, id);
  const to = (label: Phrase, act: DigestAct): Button => ({
    label,
    data: digestData(turn.incoming.person.id, act),
  });
  const row = (kind: DigestKind): readonly Button[] => {
    const name = { phrase: phrase('digest-name', { kind }) };
    if (!known.has(kind)) return [to(phrase('digest-turn-on', { name }), { what: 'on', kind })];
    return [
      to(phrase('digest-turn-off', { name }), { what: 'off', kind }),
      to(phrase('digest-time', { name }), { what: 'time', kind }),
    ];
  };
  return {
    text: [
      phrase('digests-title'),
      ...digestKinds.map((kind) => {
        const minute = known.get(kind);
        return minute === undefined
          ? phrase('digest-off', { kind })
          : phrase('digest-on', { kind, time: clockTime(minute) });
      }),
      quiet === null ? phrase('quiet-none') : phrase('quiet-hours', { hours: hoursOf(quiet) }),
    ],
    buttons: [...digestKinds.map(row), [to(phrase('set-quiet-hours'), { what: 'quiet' })]],
  };
}

/** Quiet hours as "22:00–08:00". */
export function hoursOf({ from, to }: QuietHours): string {
  return `${clockTime(from)}–${clockTime(to)}`;
}
