import { sayPeriod } from '../report/say.ts';
import type { Command } from './command.ts';

export const today: Command = {
  name: 'today',
  description: 'command-today',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => sayPeriod(turn, argument, 'day'),
};
