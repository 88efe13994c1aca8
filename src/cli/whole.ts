import type { Argument, Command, Option } from 'commander';
import { commands } from './commands.ts';
import type { CommandIo } from './io.ts';
import { createProgram } from './run.ts';

/** A command with the words that lead to it (`['spndr', 'db', 'migrate']`) and what its help describes. */
export interface Described {
  readonly path: readonly string[];
  readonly command: Command;
  readonly options: readonly Option[];
  readonly arguments: readonly Argument[];
  readonly below: readonly Described[];
}

/** Describes `spndr` with all its commands, which a normal command line never loads. Loading does not use `io`. */
export async function describeAll(io: CommandIo): Promise<Described> {
  const program = createProgram();
  for (const { load } of commands) (await load()).define(program, io);
  return describe(program, ['spndr']);
}

function describe(command: Command, path: readonly string[]): Described {
  const help = command.createHelp();
  return {
    path,
    command,
    options: help.visibleOptions(command),
    arguments: command.registeredArguments,
    below: command.commands.map((sub) => describe(sub, [...path, sub.name()])),
  };
}

/** The command and all below it, in the order of --help. */
export function flatten(described: Described): readonly Described[] {
  return [described, ...described.below.flatMap(flatten)];
}
