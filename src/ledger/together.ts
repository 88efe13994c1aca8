import type { Ledger } from './database.ts';

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly fulfil: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One question of a transaction that chats which are answered beside each other ask at the same moment, as one statement:
 * a statement costs several times what one more row in it does. `ask` gets all that is asked, and fulfils with an answer
 * to each, in their order; when it rejects, nobody is answered.
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
      // once everybody who can go on has come to the next question
      process.nextTick(() => {
        waiting.delete(ledger);
        void askAll(ledger, all);
      });
    });
}
