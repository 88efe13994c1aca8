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

/** true: yes, false: no, null: neither. */
export function readYesNo(typed: string): boolean | null {
  const meaning = meaningOf('answer', shortAnswer(typed));
  return meaning && meaning === 'yes';
}
