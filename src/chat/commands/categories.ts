import { listPage } from '../category-menu.ts';
import type { Command } from './command.ts';

export const categories: Command = {
  name: 'categories',
  description: 'command-categories',
  for: 'linked',
  when: 'always',
  async run(turn) {
    return { messages: [{ do: 'say', ...(await listPage(turn, 'list', 0)) }], state: turn.state };
  },
};
