import type { State } from '../conversation.ts';
import type { Outcome, Turn } from '../turn.ts';

/** A command of the chat. `run` is called only for people that `for` allows, and only when `when` does. */
export interface Command {
  /** Without slash: a to z, digits and _, at most 32 characters. */
  readonly name: string;
  /** Other names for it; not listed. */
  readonly aliases?: readonly string[];
  /** Key of the phrase that describes it: without arguments, at most 256 characters (Telegram's limit). */
  readonly description: string;
  readonly for: 'stranger' | 'linked' | 'both';
  /** Whether it can be used while a question is open, while none is, or always. */
  readonly when: 'idle' | 'open' | 'always';
  /** Whether it is what asked the question that is open, and may therefore be sent again in place of an answer. */
  reasks?(state: State): boolean;
  /** Answered in private chats only, since in a group others would see the answer. */
  readonly private?: true;
  /** It takes no argument, and what people write behind it may be a password: such a message is deleted. */
  readonly secret?: true;
  /** Not listed in /help or in Telegram's menu. */
  readonly hidden?: true;
  /** `argument`: the text after the name, trimmed; '' when there is none. */
  run(turn: Turn, argument: string): Outcome | Promise<Outcome>;
}
