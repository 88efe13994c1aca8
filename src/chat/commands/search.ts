import { saySearch } from '../report/search.ts';
import type { Command } from './command.ts';

export const search: Command = {
  name: 'search',
  description: 'command-search',
  for: 'linked',
  when: 'always',
  run: saySearch,
};
