import { shortened } from '../../ledger/lengths.ts';
import { type Step, stepsOfPurchase } from '../../ledger/purchases/history.ts';
import { type Content, changedFields, type Field, type Purchase } from '../../ledger/purchases/purchase.ts';
import { nameOrNobody } from '../linking/tell.ts';
import { type Message, type Phrase, phrase, phrasesOf, type Text } from '../reply.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import { moneyPart, pricePart, purchaseLine } from './lines.ts';

const mostSteps = 30;
/** Telegram's limit is 4,096 UTF-16 code units; the title and the purchase itself need the rest. */
const textRoom = 3_000;
/** The most that a line holds besides the person's words, in any language. */
const lineRoom = 70;
const longestValue = 60;

/** The history of a purchase: who changed what, and when. */
export async function historyOf(turn: Turn, purchase: Purchase): Promise<Message> {
  const { steps, earlier } = await stepsOfPurchase(turn.ledger, purchase.id, mostSteps);
  const told = steps.map((step) => tell(turn, step));
  let left = textRoom;
  const last = told.findLastIndex((text) => {
    left -= text.reduce((length, line) => length + lineRoom + wordsIn(line), 0);
    return left < 0;
  });
  const hidden = earlier + last + 1;
  return {
    text: [
      phrase('history-title'),
      purchaseLine(purchase),
      ...(hidden > 0 ? [phrase('history-earlier', { count: hidden })] : []),
      ...told.slice(last + 1).flat(),
    ],
    about: [String(purchase.id)],
  };
}

/** How many UTF-16 code units of a phrase are the person's words. */
function wordsIn({ args = {} }: Phrase): number {
  return Object.values(args).reduce((sum: number, argument) => {
    if (typeof argument === 'string') return sum + argument.length;
    return sum + phrasesOf(argument).reduce((inner, one) => inner + wordsIn(one), 0);
  }, 0);
}

function tell(turn: Turn, { before, after, kind, personId, personName, at }: Step): Text {
  const { timeZone } = accountOfTurn(turn);
  const isOwn = personId === turn.incoming.person.id;
  const who = isOwn ? phrase('history-you') : phrase('history-person', { name: nameOrNobody(personName) });
  const moment = { moment: at.toISOString(), timeZone };
  const title = phrase('history-step', { moment, who: { phrase: who }, what: { phrase: deedOf(kind) } });
  const fields = changedFields(before, after).filter((field) => kind !== 'record' || field !== 'removed');
  const first =
    kind === 'record'
      ? [
          phrase('history-first', {
            item: shortened(after.item, longestValue),
            price: { phrase: pricePart(after.kind, after.price) },
          }),
        ]
      : [];
  return [title, ...first, ...fields.map((field) => tellField(field, before, after))];
}

function deedOf(kind: Step['kind']): Phrase {
  switch (kind) {
    case 'record':
      return phrase('history-recorded');
    case 'correct':
      return phrase('history-corrected');
    case 'undo':
      return phrase('history-undone');
    case 'redo':
      return phrase('history-redone');
    case 'import':
      return phrase('history-imported');
  }
}

function tellField(field: Field, before: Content, after: Content): Phrase {
  if (field === 'removed') return after.removed ? phrase('history-removed') : phrase('history-brought-back');
  return phrase('history-field', {
    field: { phrase: nameOf(field) },
    before: { phrase: shownValue(field, before) },
    after: { phrase: shownValue(field, after) },
  });
}

function nameOf(field: Exclude<Field, 'removed'>): Phrase {
  switch (field) {
    case 'kind':
      return phrase('field-kind');
    case 'item':
      return phrase('field-item');
    case 'price':
      return phrase('field-price');
    case 'given':
      return phrase('field-given');
    case 'vendor':
      return phrase('field-vendor');
    case 'category':
      return phrase('field-category');
    case 'tags':
      return phrase('field-tags');
    case 'day':
      return phrase('field-day');
    case 'spread':
      return phrase('field-spread');
  }
}

function shownValue(field: Exclude<Field, 'removed'>, content: Content): Phrase {
  const value = content[field];
  if (value === null || (Array.isArray(value) && value.length === 0)) return phrase('field-none');
  switch (field) {
    case 'kind':
      return phrase('value-kind', { kind: content.kind });
    case 'price':
      return moneyPart(content.price);
    case 'given':
      return moneyPart(content.given ?? content.price);
    case 'day':
      return phrase('part-day', { day: { day: content.day } });
    case 'spread':
      return phrase('part-spread', {
        count: content.spread?.count ?? 1,
        unit: content.spread?.unit ?? 'day',
      });
    case 'tags':
      return phrase('choice-word', { word: shortened(content.tags.join(', '), longestValue) });
    default:
      return phrase('choice-word', { word: shortened(String(value), longestValue) });
  }
}
