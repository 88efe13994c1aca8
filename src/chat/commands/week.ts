import { sayPeriod } from '../report/say.ts';
import type { Command } from './command.ts';

export const week: Command = {
  name: 'week',
  description: 'command-week',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => sayPeriod(turn, argument, 'week'),
};
