import { sayPeriod } from '../report/say.ts';
import type { Command } from './command.ts';

export const month: Command = {
  name: 'month',
  description: 'command-month',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => sayPeriod(turn, argument, 'month'),
};
