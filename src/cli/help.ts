import type { Command } from 'commander';

type Example = readonly [line: string, purpose?: string];

const given = new WeakMap<Command, readonly Example[]>();

/** Ends the help of `command` with examples: each a command line and, where it is not plain, what it is for. */
export function examples(command: Command, lines: readonly Example[]): void {
  given.set(command, lines);
  const width = Math.max(...lines.map(([line]) => line.length));
  const text = lines.map(([line, purpose]) =>
    purpose === undefined ? `  $ ${line}` : `  $ ${line.padEnd(width)}  # ${purpose}`,
  );
  command.addHelpText('after', `\nExamples:\n${text.join('\n')}`);
}

/** The examples that end the help of `command`. */
export function examplesOf(command: Command): readonly Example[] {
  return given.get(command) ?? [];
}
