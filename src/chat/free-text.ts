import { phrase } from './reply.ts';
import { aside, type Outcome, type Turn } from './turn.ts';

/** Answers words that no question asked for. This is where a line becomes a purchase once free text can be read. */
export function hearFreeText(_words: string, turn: Turn): Outcome {
  return aside(turn, phrase('not-understood'), phrase('how-to-enter'));
}
