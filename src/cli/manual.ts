import { exampleLines } from './help.ts';
import { type Described, flatten } from './whole.ts';

/** The manual page of spndr in man(7) format, made from the --help texts. */
export function manualPage(whole: Described, version: string): string {
  const { command } = whole;
  return `${[
    `.TH SPNDR 1 "" "spndr ${version}" "User Commands"`,
    '.SH NAME',
    `spndr \\- ${escaped(lowerFirst(command.description().replace(/\.$/, '')))}`,
    '.SH SYNOPSIS',
    '.B spndr',
    '.RI [ options ]',
    '.I command',
    '.RI [ arguments ]',
    '.SH DESCRIPTION',
    'You tell a Telegram bot what you bought; it keeps the ledger on this machine, answers, and hands everything back on',
    'request.',
    '.SH OPTIONS',
    'They may follow any command.',
    ...optionsOf(whole),
    '.SH COMMANDS',
    ...flatten(whole).slice(1).flatMap(section),
    '.SH EXAMPLES',
    ...examplesIn(whole),
    '.SH ENVIRONMENT',
    'Settings are environment variables, credentials of systemd or lines of a file: the one given with',
    '.BR \\-\\-config ,',
    'otherwise the one that',
    '.B spndr init',
    'writes. The README has the list.',
    '.SH EXIT STATUS',
    '0: done. 1: it failed. 2: wrong usage, or wrong settings.',
    '.SH FILES',
    '.TP',
    '.I /var/lib/spndr',
    'The embedded database and generated secrets, as root and as a service; otherwise',
    '.IR ~/.local/share/spndr .',
    '.TP',
    '.I /etc/spndr/spndr.env',
    'The settings, as root and of the service; otherwise',
    '.IR ~/.config/spndr/spndr.env .',
    '.TP',
    '.I /etc/spndr/credentials',
    'The secrets of the service, one file for each.',
  ].join('\n')}\n`;
}

function section(described: Described): string[] {
  const { command, path } = described;
  const takes = described.arguments.map(
    (argument) => `.TP\n.I ${escaped(argument.name())}\n${paragraph(argument.description)}`,
  );
  return [
    `.SS ${escaped(`${path.slice(0, -1).join(' ')} ${command.name()} ${command.usage()}`)}`,
    paragraph(command.description()),
    ...takes,
    ...optionsOf(described),
    ...examplesIn(described),
  ];
}

function optionsOf({ command, options }: Described): string[] {
  const help = command.createHelp();
  return options
    .filter(({ long }) => long !== '--help')
    .flatMap((option) => ['.TP', `.B ${escaped(option.flags)}`, paragraph(help.optionDescription(option))]);
}

function examplesIn({ command }: Described): string[] {
  // a terminal of 80 columns, less the indent and the margin of man
  const lines = exampleLines(command, 71);
  return lines.length === 0 ? [] : ['.PP', '.EX', ...lines.map(escaped), '.EE'];
}

function paragraph(text: string): string {
  return text.split('\n').map(escaped).join('\n');
}

/** Escapes backslashes, hyphens, non-ASCII characters, and a request character at the beginning of a line. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\t -~]/gu, character)
    .replace(/^([.'])/, '\\&$1');
}

function character(char: string): string {
  return `\\[u${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
