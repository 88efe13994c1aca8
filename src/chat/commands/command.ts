import type { Outcome, Turn } from '../turn.ts';

/**
 * Something a person can say with a slash. `for` and `when` are kept by `converse`: `run` is called only for those
 * it is for, and only when it can be said.
 */
export interface Command {
  /** Without slash: a to z, digits and _, at most 32 characters. */
  readonly name: string;
  /** Other names that do the same; not listed. */
  readonly aliases?: readonly string[];
  /** The phrase that says what it does; at most 256 characters without arguments (Telegram's limit). */
  readonly description: string;
  readonly for: 'stranger' | 'linked' | 'both';
  /** Whether it can be said while a question is open, while none is, or both. */
  readonly when: 'idle' | 'open' | 'always';
  /** Answered in private chats only, as others would see what it shows. */
  readonly private?: true;
  /** Left out of /help and of Telegram's list. */
  readonly hidden?: true;
  /** `argument`: the words behind the name, trimmed; '' when there are none. */
  run(turn: Turn, argument: string): Outcome | Promise<Outcome>;
}
