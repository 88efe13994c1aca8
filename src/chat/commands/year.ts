import { sayPeriod } from '../report/say.ts';
import type { Command } from './command.ts';

export const year: Command = {
  name: 'year',
  description: 'command-year',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => sayPeriod(turn, argument, 'year'),
};
