import type { Unit } from '../../ledger/entry/words/words.ts';
import { sayPeriod } from '../report/say.ts';
import type { Command } from './command.ts';

export const today = report('today', 'day');
export const week = report('week', 'week');
export const month = report('month', 'month');
export const year = report('year', 'year');
export const stats = report('stats', 'month');

function report(name: string, unit: Unit): Command {
  return {
    name,
    description: `command-${name}`,
    for: 'linked',
    when: 'always',
    run: (turn, argument) => sayPeriod(turn, argument, unit),
  };
}
