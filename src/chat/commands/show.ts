import { showNewest } from '../purchases.ts';
import { saySearch } from '../report/search.ts';
import type { Command } from './command.ts';

/** With words behind it, it searches: people write "/show food". */
export const show: Command = {
  name: 'show',
  description: 'command-show',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => (argument === '' ? showNewest(turn) : saySearch(turn, argument)),
};
