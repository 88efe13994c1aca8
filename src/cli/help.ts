import type { Command } from 'commander';

type Example = readonly [line: string, purpose?: string];

const given = new WeakMap<Command, readonly Example[]>();

/** Appends examples to the help of `command`: command lines, each with its purpose if that is not obvious. */
export function examples(command: Command, lines: readonly Example[]): void {
  given.set(command, lines);
  const width = Math.max(...lines.map(([line]) => line.length));
  const text = lines.map(([line, purpose]) =>
    purpose === undefined ? `  $ ${line}` : `  $ ${line.padEnd(width)}  # ${purpose}`,
  );
  command.addHelpText('after', `\nExamples:\n${text.join('\n')}`);
}

/** The examples in the help of `command`. */
export function examplesOf(command: Command): readonly Example[] {
  return given.get(command) ?? [];
}
