import { priceQuestion } from '../dialogues/new-purchase.ts';
import { hearFreeText } from '../free-text.ts';
import type { Command } from './command.ts';

export const newPurchase: Command = {
  name: 'new',
  description: 'command-new',
  for: 'linked',
  when: 'idle',
  async run(turn, argument) {
    if (argument === '') return { state: { at: 'new-item' } };
    // Text without a digit has no price: ask for it, as /new without words does after the item.
    if (/\p{Nd}|[\n\r]/u.test(argument)) return hearFreeText(argument, turn);
    return priceQuestion(argument, turn);
  },
};
