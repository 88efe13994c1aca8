import type { Command } from './command.ts';

export const deletion: Command = {
  name: 'delete',
  description: 'command-delete',
  for: 'linked',
  when: 'idle',
  run: () => ({ state: { at: 'delete' } }),
};
