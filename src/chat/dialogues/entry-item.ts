import { parseAmendment } from '../../ledger/entry/amendment.ts';
import { parseEntry } from '../../ledger/entry/parse.ts';
import { longestItem } from '../../ledger/lengths.ts';
import type { Money } from '../../ledger/money.ts';
import type { StateAt } from '../conversation.ts';
import { hearAnswer } from '../entry/follow.ts';
import { itemAnswerOf } from '../entry/item-answer.ts';
import { readOrder } from '../entry/orders.ts';
import { parseOptions, saying, sourceAt } from '../entry/read.ts';
import { hearFreeText } from '../free-text.ts';
import { phrase } from '../reply.ts';
import { aside, finish, idle } from '../turn.ts';
import { meaningOf } from '../typed.ts';
import { readWords } from '../words.ts';
import type { Step } from './step.ts';

/** Drops the message. */
const neverMind = '-';

/**
 * Asks what an amount without words was spent on; the answer may say more, as an entry does, and repeat the amount. An
 * entry of another amount is recorded as one, and the question stays open.
 */
export const entryItem: Step<StateAt<'new-entry-item'>> = {
  for: 'linked',
  ask: ({ words }) => ({
    text: [phrase('entry-item', { words })],
    choices: [[{ label: phrase('never-mind'), says: neverMind }]],
  }),
  async hear(words, { messageId, asked, words: line }, turn) {
    const { kind: order } = readOrder(words);
    if (meaningOf('skip', words) === 'skip' || order === 'undo' || order === 'remove')
      return finish(phrase('purchase-dropped'));
    const options = await parseOptions(turn, turn.incoming.at);
    const { entries, question } = parseEntry(words, options);
    if (question?.about === 'item') return aside(turn, phrase('entry-item-amount'));
    const { amendment } = parseAmendment(words, options);
    const asks = parseAmendment(line, options).amendment;
    const isSame = isSameMoney(amendment?.money, asks?.money) && amendment?.given === null;
    const isRepeated = question === null && entries.length === 1 && isSame;
    if (!isRepeated && (entries.length > 0 || question !== null)) return hearFreeText(words, turn);
    const item = readWords((isRepeated ? amendment?.item : null) ?? words, longestItem);
    if (!item.ok) return aside(turn, item.problem);
    const answer = itemAnswerOf(amendment && { ...amendment, money: null }) ?? item.value;
    const heard = await hearAnswer(turn, sourceAt(turn, messageId), asked, () => answer);
    if (heard === null) return finish(phrase('button-stale'));
    return saying({ ...turn, state: idle }, heard);
  },
};

function isSameMoney(one: Money | null | undefined, other: Money | null | undefined): boolean {
  return one != null && one.minor === other?.minor && one.currency === other.currency;
}
