import type { Command } from 'commander';

type Example = readonly [line: string, purpose?: string];

const given = new WeakMap<Command, readonly Example[]>();

/** Appends examples to the help of `command`: command lines, each with its purpose if that is not obvious. */
export function examples(command: Command, lines: readonly Example[]): void {
  given.set(command, lines);
  const text = exampleLines(command, 78).map((line) => `  ${line}`);
  command.addHelpText('after', `\nExamples:\n${text.join('\n')}`);
}

/** The examples in the help of `command`, each with its purpose beside it or, beyond `columns`, below. */
export function exampleLines(command: Command, columns: number): readonly string[] {
  const lines = given.get(command) ?? [];
  const width = Math.max(...lines.map(([line]) => line.length));
  const beside = lines.map(([line, purpose]) =>
    purpose === undefined ? `$ ${line}` : `$ ${line.padEnd(width)}  # ${purpose}`,
  );
  if (beside.every(({ length }) => length <= columns)) return beside;
  return lines.flatMap(([line, purpose]) => [
    `$ ${line}`,
    ...(purpose === undefined ? [] : [`    # ${purpose}`]),
  ]);
}
