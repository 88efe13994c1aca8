import { phrase } from '../reply.ts';
import { meaningOf } from '../typed.ts';
import { shortAnswer } from '../words.ts';
import type { Choice } from './step.ts';

export const yesNo: readonly (readonly Choice[])[] = [
  [
    { label: phrase('yes'), says: 'y' },
    { label: phrase('no'), says: 'n' },
  ],
];

/** Says "no" to a change. */
export const asItIs: Choice = { label: phrase('leave-as-is'), says: 'n' };

/** Leaves any question that can be answered with "no", even one where "no" is a value. */
export const leaveWord = '=';

/** true: yes, false: no, null: neither. */
export function readYesNo(typed: string): boolean | null {
  if (typed === leaveWord) return false;
  const meaning = meaningOf('answer', shortAnswer(typed));
  return meaning && meaning === 'yes';
}
