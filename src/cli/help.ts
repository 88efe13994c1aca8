import type { Command } from 'commander';

/** Ends the help of `command` with examples: each a command line and, where it is not plain, what it is for. */
export function examples(
  command: Command,
  lines: readonly (readonly [line: string, purpose?: string])[],
): void {
  const width = Math.max(...lines.map(([line]) => line.length));
  const text = lines.map(([line, purpose]) =>
    purpose === undefined ? `  $ ${line}` : `  $ ${line.padEnd(width)}  # ${purpose}`,
  );
  command.addHelpText('after', `\nExamples:\n${text.join('\n')}`);
}
