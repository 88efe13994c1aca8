import type { Ledger } from './database.ts';

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly fulfil: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches a query: calls that chats handled in one transaction make at the same moment become one statement, as a
 * statement costs several times what one more row in it does. `ask` gets all arguments and fulfils with one answer
 * each, in order; if it rejects, every call rejects.
 */
export function together<Asked, Answer>(
  ask: (ledger: Ledger, all: readonly Asked[]) => Promise<readonly Answer[]>,
): (ledger: Ledger, asked: Asked) => Promise<Answer> {
  const waiting = new WeakMap<Ledger, Waiting<Asked, Answer>[]>();

  async function askAll(ledger: Ledger, all: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await ask(
        ledger,
        all.map(({ asked }) => asked),
      );
      for (const [index, { fulfil }] of all.entries()) fulfil(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  return (ledger, asked) =>
    new Promise((fulfil, reject) => {
      const one = { asked, fulfil, reject };
      const others = waiting.get(ledger);
      if (others) {
        others.push(one);
        return;
      }
      const all = [one];
      waiting.set(ledger, all);
      // after every chat that can proceed has reached its next query
      process.nextTick(() => {
        waiting.delete(ledger);
        void askAll(ledger, all);
      });
    });
}
