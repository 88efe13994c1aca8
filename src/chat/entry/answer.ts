import type { Made } from '../../ledger/purchases/changes.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import { entryData, pickData, turnData } from '../buttons.ts';
import {
  type Button,
  type Buttons,
  type Message,
  type Phrase,
  phrase,
  phrasesOf,
  type Text,
} from '../reply.ts';
import { fitting, purchaseLine, rateNote, totalsOf } from './lines.ts';

/** Says what a change did, followed by `notes`, with buttons to undo or edit it. */
export function answerTo(made: Made, notes: Text = []): Message {
  return tell(made, [], notes, 'undo');
}

/** Says that a change was undone or redone; `made` is what that did. */
export function turnedAnswer(made: Made, kind: 'undo' | 'redo'): Message {
  if (made.revised.length === 0) return { text: [phrase('turned-nothing')] };
  return kind === 'undo'
    ? tell(made, [phrase('undone')], [], 'redo')
    : tell(made, [phrase('redone')], [], 'undo');
}

/** Telegram's limit is 4,096 UTF-16 code units for the whole message; this leaves room for the headings. */
const messageRoom = 3_700;
/** The most that a note, and a sum in one currency, take in any language. */
const noteRoom = 260;
const sumRoom = 32;

function tell(made: Made, title: Text, notes: Text, next: 'undo' | 'redo'): Message {
  const revised = made.revised.filter(({ after }) => !after.removed);
  const back = revised.filter(({ before }) => before.removed).map(({ after }) => after);
  const corrected = revised.filter(({ before }) => !before.removed).map(({ after }) => after);
  const removed = made.revised.flatMap(({ after }) => (after.removed ? [after] : []));
  const standing = [...made.recorded, ...corrected, ...back];
  const totals = standing.length > 1 ? totalsOf(standing) : [];
  const sums = totals.flatMap(({ args }) => Object.values(args ?? {}).flatMap(phrasesOf));
  const rates = standing.length > 1 ? [] : made.recorded.flatMap(rateNote);
  const room = messageRoom - (notes.length + rates.length) * noteRoom - sums.length * sumRoom;
  const shown = new Set(fitting([...standing, ...removed], room));
  const group = (heading: Phrase, purchases: readonly Purchase[]): Text => {
    const lines = purchases.filter((purchase) => shown.has(purchase)).map(purchaseLine);
    return lines.length === 0 ? [] : [heading, ...lines];
  };
  const more = standing.length + removed.length - shown.size;
  return {
    text: [
      ...title,
      ...group(phrase('recorded'), made.recorded),
      ...group(phrase('corrected'), corrected),
      ...group(phrase('brought-back'), back),
      ...group(phrase('removed'), removed),
      ...(more === 0 ? [] : [phrase('and-more', { count: more })]),
      ...totals,
      ...rates,
      ...notes,
    ],
    buttons: buttonsFor(standing, made.changeId, next),
    about: [...standing, ...removed].map(({ id }) => String(id)),
  };
}

/** One purchase with buttons for what can be done to it. */
export function purchaseCard(purchase: Purchase, notes: Text = []): Message {
  return {
    text: [purchase.removed ? phrase('removed') : phrase('stands'), purchaseLine(purchase), ...notes],
    buttons: purchase.removed ? [[historyButton(purchase)]] : [cardRow(purchase)],
    about: [String(purchase.id)],
  };
}

function cardRow(purchase: Purchase): Buttons[number] {
  return [
    { label: phrase('change-category'), data: entryData(purchase, 'categories') },
    { label: phrase('remove'), data: entryData(purchase, 'remove') },
    historyButton(purchase),
  ];
}

function historyButton(purchase: Purchase): Button {
  return { label: phrase('history'), data: entryData(purchase, 'history') };
}

function buttonsFor(standing: readonly Purchase[], changeId: bigint | null, next: 'undo' | 'redo'): Buttons {
  const [first, second] = standing;
  const label = next === 'undo' ? phrase('undo') : phrase('redo');
  const turn = changeId === null ? [] : [{ label, data: turnData(next, changeId) }];
  if (!first) return turn.length === 0 ? [] : [turn];
  if (!second) {
    return [
      [
        { label: phrase('change-category'), data: entryData(first, 'categories') },
        ...turn,
        { label: phrase('edit'), data: entryData(first, 'card') },
      ],
    ];
  }
  const edit = changeId === null ? [] : [{ label: phrase('edit'), data: pickData(changeId) }];
  return turn.length + edit.length === 0 ? [] : [[...turn, ...edit]];
}
