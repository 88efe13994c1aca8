import type { OpenState } from '../conversation.ts';
import type { Button, Text } from '../reply.ts';
import type { Outcome, Turn } from '../turn.ts';

/** One question of a dialogue: what it asks, and what becomes of the answer. */
export interface Step<S extends OpenState> {
  /** Who can be asked; a question that is open for someone else is dropped. */
  readonly for: 'stranger' | 'linked' | 'both';
  ask(state: S): Question;
  /** The person's answer, as typed. A tapped button answers with its choice's `says`. */
  hear(words: string, state: S, turn: Turn): Outcome | Promise<Outcome>;
  /**
   * Makes the question an offer: it is asked once, in nobody's way, and only words that it takes answer it. Everything
   * else is said as if nothing were open, and the offer stands until another question is.
   */
  takes?(words: string, turn: Turn): boolean;
}

export interface Question {
  readonly text: Text;
  /** Rows of buttons; empty where the answer has to be typed. */
  readonly choices: readonly (readonly Choice[])[];
  /** Nothing that was typed may be repeated in an answer: it could be a password. */
  readonly secret?: true;
}

export interface Choice {
  readonly label: Button['label'];
  /** Tells it from the question's other choices; at most 16 bytes. */
  readonly says: string;
  /** What typing would say the same, where that is not `says`. */
  readonly typed?: string;
}
