import { sayPeriod } from '../report/say.ts';
import type { Command } from './command.ts';

export const stats: Command = {
  name: 'stats',
  description: 'command-stats',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => sayPeriod(turn, argument, 'month'),
};
