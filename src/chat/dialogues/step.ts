import type { OpenState } from '../conversation.ts';
import type { Button, Text } from '../reply.ts';
import type { Outcome, Turn } from '../turn.ts';

/** One question of a dialogue: how it is asked, and what an answer does. */
export interface Step<S extends OpenState> {
  /** Who can be asked; a question open for somebody else is dropped. */
  readonly for: 'stranger' | 'linked' | 'both';
  ask(state: S): Question;
  /** Handles an answer as typed; a tapped button answers with its choice's `typed` or else `says`. */
  hear(words: string, state: S, turn: Turn): Outcome | Promise<Outcome>;
  /**
   * Makes the question an offer: it is asked once, and answered only by words that `takes` accepts. Everything else is
   * handled as if nothing were open, and the offer stands until another question is asked.
   */
  takes?(words: string, turn: Turn): boolean;
}

export interface Question {
  readonly text: Text;
  /** Rows of buttons; empty if the answer has to be typed. */
  readonly choices: readonly (readonly Choice[])[];
  /** The answer may be a password: nothing typed may be repeated. */
  readonly secret?: true;
}

export interface Choice {
  readonly label: Button['label'];
  /** Identifies it among the question's choices; at most 16 bytes. */
  readonly says: string;
  /** What the person would type instead; `says` by default. */
  readonly typed?: string;
}
