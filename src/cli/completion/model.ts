import { type Described, flatten } from '../whole.ts';

/** The words that may follow those of a command. */
export interface Follow {
  /** The words so far, joined: "spndr db". */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly about: string; readonly isCommand: boolean }[];
  /** Whether a file may follow; options then come only behind a dash. */
  readonly takesFile: boolean;
}

/** A flag of an option that takes a value. */
export interface Valued {
  readonly path: string;
  readonly flag: string;
  /** null: a path; empty: unknown. */
  readonly choices: readonly string[] | null;
}

/** Everything that the shells need: commands, options, choices of arguments, and which options take a value. */
export interface Model {
  readonly follows: readonly Follow[];
  readonly valued: readonly Valued[];
}

/** Makes the model of `spndr`. The global options are allowed after every command. */
export function modelOf(whole: Described): Model {
  const all = flatten(whole);
  const globals = whole.options.filter(({ long }) => long === '--config' || long === '--debug');
  const optionsOf = (one: Described) => (one === whole ? one.options : [...one.options, ...globals]);
  return {
    follows: all.map((one) => ({
      path: one.path.join(' '),
      takesFile: one.arguments.some((argument) => argument.name() === 'file'),
      words: [
        ...one.below.map((sub) => ({
          word: sub.path.at(-1) ?? '',
          about: firstLine(sub.command.description()),
          isCommand: true,
        })),
        ...one.arguments
          .flatMap(({ argChoices }) => argChoices ?? [])
          .map((word) => ({ word, about: '', isCommand: true })),
        ...optionsOf(one).flatMap((option) =>
          [option.long, option.short]
            .filter((flag) => flag !== undefined && flag !== null)
            .map((word) => ({ word, about: firstLine(option.description), isCommand: false })),
        ),
      ],
    })),
    valued: all.flatMap((one) =>
      optionsOf(one)
        .filter(({ required, optional }) => required || optional)
        .flatMap((option) =>
          [option.long, option.short]
            .filter((flag) => flag !== undefined && flag !== null)
            .map((flag) => ({
              path: one.path.join(' '),
              flag,
              choices: /<(file|path|directory)>/i.test(option.flags) ? null : (option.argChoices ?? []),
            })),
        ),
    ),
  };
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trim();
}
