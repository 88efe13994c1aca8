import { readOneLine } from '../one-line.ts';
import { keep, recordFor } from '../purchases.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside } from '../turn.ts';
import type { Command } from './command.ts';

export const newPurchase: Command = {
  name: 'new',
  description: 'command-new',
  for: 'linked',
  when: 'idle',
  run(turn, argument) {
    if (argument === '') return { state: { at: 'new-item' } };
    const { currency } = accountOfTurn(turn);
    const line = readOneLine(argument, { currency, locale: turn.locale });
    if (!line.ok) return aside(turn, line.problem, phrase('new-how'));
    const { item, price } = line.value;
    if (price === null) return { state: { at: 'new-price', item } };
    return recordFor(turn, { item, price: keep(price), vendor: null, category: null });
  },
};
