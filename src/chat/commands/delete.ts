import type { Command } from './command.ts';
import { edit, numberIn, repliedTo } from './edit.ts';

/** Unlinks this person, after a question. Of an entry, shows it instead, with its button to remove it. */
export const deletion: Command = {
  name: 'delete',
  description: 'command-delete',
  for: 'linked',
  when: 'idle',
  async run(turn, argument) {
    const ids = await repliedTo(turn);
    const isOfEntry = numberIn(argument) !== null || ids === null || ids.length > 0;
    return isOfEntry ? edit.run(turn, argument) : { state: { at: 'delete' } };
  },
};
