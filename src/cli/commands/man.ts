import type { Command } from 'commander';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { manualPage } from '../manual.ts';
import { version } from '../version.ts';
import { describeAll } from '../whole.ts';

/** Adds `spndr man`. */
export function define(program: Command, io: CommandIo): void {
  const man = program
    .command('man')
    .description('print the manual page; `npm install --global` puts it where `man spndr` finds it')
    .action(async () => io.out.line(manualPage(await describeAll(io), version()).trimEnd()));
  examples(man, [['spndr man | man -l -', 'read it']]);
}
