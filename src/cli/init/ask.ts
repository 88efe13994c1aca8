import { Failure } from '../failure.ts';

/** Questions on the terminal. Each rejects with `Failure` on Ctrl-C. */
export interface Asker {
  /** Fulfils with the text typed, for which `check` gives null (else what is wrong with it). A secret is not echoed. */
  text(question: {
    message: string;
    check: (answer: string) => string | null;
    initial?: string;
    secret?: boolean;
  }): Promise<string>;
  choose<Choice extends string>(question: {
    message: string;
    options: readonly { readonly value: Choice; readonly label: string; readonly hint: string }[];
    initial: Choice;
  }): Promise<Choice>;
  agree(message: string): Promise<boolean>;
  /** Marks the end of the questions. */
  end(): void;
}

/** An `Asker` on the terminal of this process, which begins with `title`. */
export async function openAsker(title: string): Promise<Asker> {
  const clack = await import('@clack/prompts');
  clack.intro(title);

  function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
    if (typeof answer !== 'symbol') return answer as Exclude<Answer, symbol>;
    clack.cancel('left');
    throw new Failure('nothing was written', 'run spndr init again');
  }

  return {
    async text({ message, check, initial, secret }) {
      const validate = (answer?: string) => check((answer ?? '').trim()) ?? undefined;
      const answer = secret
        ? await clack.password({ message, validate })
        : await clack.text({ message, validate, ...(initial !== undefined && { initialValue: initial }) });
      return answered(answer).trim();
    },
    async choose({ message, options, initial }) {
      const plain = options.map(({ value, label, hint }) => ({ value: value as string, label, hint }));
      const answer = answered(
        await clack.select({ message, options: plain, initialValue: initial as string }),
      );
      return options.find(({ value }) => value === answer)?.value ?? initial;
    },
    agree: async (message) => answered(await clack.confirm({ message })),
    end: () => clack.outro('That is all.'),
  };
}
