import { listPage } from '../categories/menu.ts';
import { say } from '../turn.ts';
import type { Command } from './command.ts';

export const categories: Command = {
  name: 'categories',
  description: 'command-categories',
  for: 'linked',
  when: 'always',
  run: async (turn) => say(turn, await listPage(turn, 'list', 0)),
};
