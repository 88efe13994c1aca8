import { Failure } from './failure.ts';
import type { CommandIo } from './io.ts';

/** Throws `Failure` unless the operator agrees; `unasked` is the command line that does not ask. */
export async function askFirst(io: CommandIo, question: string, unasked: string): Promise<void> {
  if (await io.confirm(question, `${unasked} does it without asking`)) return;
  throw new Failure('nothing was changed', 'answer y to go on');
}
