import { showNewest } from '../purchases.ts';
import type { Command } from './command.ts';

export const show: Command = {
  name: 'show',
  description: 'command-show',
  for: 'linked',
  when: 'always',
  run: showNewest,
};
