import { phrase } from '../reply.ts';
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
  const answer = shortAnswer(typed);
  if (answer === 'y' || answer === 'yes') return true;
  if (answer === 'n' || answer === 'no') return false;
  return null;
}
