import { shortened } from '../../ledger/lengths.ts';
import { countRecurring, isOver, listRecurring, type Recurring } from '../../ledger/recurring/recurring.ts';
import { pricePart } from '../entry/lines.ts';
import { type Button, type Message, type Phrase, phrase, type Text } from '../reply.ts';
import { pageRow } from '../report/pages.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import { type RecurringCardAct, recurringData, recurringPageData } from './buttons.ts';
import { recurringLine, recurringText } from './lines.ts';

const perPage = 8;

/** A page (from 0) of the recurring purchases; the last one if there are fewer. */
export async function recurringPage(turn: Turn, page: number): Promise<Message> {
  const { id } = accountOfTurn(turn);
  const count = await countRecurring(turn.ledger, id);
  if (count === 0) return { text: [phrase('recurring-none'), phrase('recurring-how')] };
  const last = Math.ceil(count / perPage) - 1;
  const at = Math.min(page, last);
  const shown = await listRecurring(turn.ledger, id, { offset: at * perPage, limit: perPage });
  const person = turn.incoming.person.id;
  return {
    text: [phrase('recurring-title'), ...shown.map(recurringLine), phrase('recurring-how')],
    buttons: [
      ...shown.map((recurring) => [act(turn, nameOf(recurring), recurring, 'card')]),
      ...pageRow(at, last, (number) => recurringPageData(person, number)),
    ],
  };
}

/** One recurring purchase with buttons for what can be done to it, below `notes`. */
export function recurringCard(turn: Turn, recurring: Recurring, ...notes: Text): Message {
  const { paused } = recurring;
  const turned = paused
    ? act(turn, phrase('resume'), recurring, 'resume')
    : act(turn, phrase('pause'), recurring, 'pause');
  const all = {
    label: phrase('recurring-all'),
    data: recurringPageData(turn.incoming.person.id, 0),
  };
  return {
    text: [...notes, ...recurringText(recurring)],
    buttons: [
      [
        ...(isOver(recurring) ? [] : [turned]),
        act(turn, phrase('edit'), recurring, 'edit'),
        act(turn, phrase('end-date'), recurring, 'end'),
      ],
      [act(turn, phrase('recurring-delete'), recurring, 'delete'), all],
    ],
  };
}

function nameOf({ template }: Recurring): Phrase {
  return phrase('recurring-short', {
    item: shortened(template.item, 30),
    price: { phrase: pricePart(template.kind, template.price) },
  });
}

function act(turn: Turn, label: Phrase, recurring: Recurring, what: RecurringCardAct): Button {
  return { label, data: recurringData(turn.incoming.person.id, recurring, what) };
}
