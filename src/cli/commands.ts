import type { Command } from 'commander';
import type { CommandIo } from './io.ts';

/** A module in commands/: it adds its command, with options, examples and action, to the program. */
interface CommandModule {
  define(program: Command, io: CommandIo): void;
}

/** One command of `spndr`, listed by --help without being loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<CommandModule>;
}

/** Every command, in the order of --help. To add one, add a file in commands/ and an entry here. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'demo',
    summary: 'try spndr in this terminal: no token, no network, nothing to set up',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'init',
    summary: 'set up a bot: asks for what it needs, tries it, writes it down',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'start',
    summary: 'run the bot',
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'doctor',
    summary: 'look for everything that can be wrong, and say what to do about it',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'status',
    summary: 'show the daemons that run and what waits',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'webhook',
    summary: 'say where Telegram delivers updates: set, delete, info',
    load: () => import('./commands/webhook.ts'),
  },
  {
    name: 'db',
    summary: 'look after the database: migrate, rollback, reset, status, roles, upgrade',
    load: () => import('./commands/db.ts'),
  },
  {
    name: 'backup',
    summary: 'write everything that spndr has to a file, while it runs',
    load: () => import('./commands/backup.ts'),
  },
  {
    name: 'restore',
    summary: 'bring a backup back, or verify that it is whole',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'invite',
    summary: 'make a code with which people can sign up',
    load: () => import('./commands/invite.ts'),
  },
  {
    name: 'account',
    summary: 'look after accounts: list, password, erase',
    load: () => import('./commands/account.ts'),
  },
  {
    name: 'export',
    summary: 'write the purchases of an account to a file',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'import',
    summary: 'read purchases from a file into an account',
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'rates',
    summary: 'look after exchange rates: import, status',
    load: () => import('./commands/rates.ts'),
  },
  {
    name: 'parse',
    summary: 'show how an entry such as "12.50 coffee" is read',
    load: () => import('./commands/parse.ts'),
  },
  {
    name: 'dead',
    summary: 'look after updates that failed every attempt: list, show, retry, drop',
    load: () => import('./commands/dead.ts'),
  },
  {
    name: 'outbox',
    summary: 'look after replies not delivered yet: list, retry, drop, unreachable',
    load: () => import('./commands/outbox.ts'),
  },
  {
    name: 'service',
    summary: 'have systemd run the bot: install, uninstall, print',
    load: () => import('./commands/service.ts'),
  },
  {
    name: 'completion',
    summary: 'complete command lines in bash, zsh and fish',
    load: () => import('./commands/completion.ts'),
  },
  {
    name: 'man',
    summary: 'print the manual page',
    load: () => import('./commands/man.ts'),
  },
];
