import { Argument, type Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { modelOf } from '../completion/model.ts';
import { zshScript } from '../completion/zsh.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { describeAll } from '../whole.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** Adds `spndr completion`. */
export function define(program: Command, io: CommandIo): void {
  const completion = program
    .command('completion')
    .description('print a script that completes command lines of spndr')
    .addArgument(new Argument('<shell>', 'which shell it is for').choices(Object.keys(scripts)))
    .action(async (shell: keyof typeof scripts) => {
      io.out.line(scripts[shell](modelOf(await describeAll(io))).trimEnd());
    });
  examples(completion, [
    ['source <(spndr completion bash)', 'in ~/.bashrc'],
    ['spndr completion zsh > ~/.zfunc/_spndr', 'any folder of $fpath'],
    ['spndr completion fish > ~/.config/fish/completions/spndr.fish'],
  ]);
}
