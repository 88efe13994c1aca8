import type { Command } from '../../src/chat/commands/command.ts';
import { commands } from '../../src/chat/commands/registry.ts';
import { importRates } from '../../src/ledger/rates/table.ts';
import { createWorld, signUp, type World } from '../helpers/chat.ts';
import { strictRenderer } from '../helpers/locales.ts';
import { playAsShown } from '../helpers/play.ts';
import { codeIn, type Deed, parse, type Seen } from '../helpers/transcript.ts';
import { commandExamples, type Example, plainExamples } from './chat-examples.ts';

const marks = { message: '<', edit: '<~', note: '<!' } as const;

/**
 * docs/CHAT.md: every command of the registry, in its order, with its example as the conversation answers it on one
 * fixed day. Rejects where a command has no example.
 */
export async function chatPage(): Promise<string> {
  const world = await createWorld();
  try {
    await importRates(world.database, [{ day: '2025-03-05', rates: new Map([['USD', '1.0694']]) }]);
    const without: string[] = [];
    const sections: string[] = [];
    for (const [heading, example] of Object.entries(plainExamples))
      without.push(`### ${heading}`, await played(world, example));
    for (const command of commands) {
      const example = commandExamples[command.name];
      if (example === undefined) throw new Error(`/${command.name} has no example: see chat-examples.ts`);
      sections.push(`### /${command.name}`, aboutOf(command), await played(world, example));
    }
    return `${[introduction, '## Without a command', ...without, '## Commands', listOf(commands), ...sections].join('\n\n')}\n`;
  } finally {
    await world.close();
  }
}

const introduction = `<!-- written by npm run docs from test/docs/, do not edit -->

# What can be said in the chat

Every command, with an example and what spndr answers. The answers are the program's own: what it says on 5 March 2025,
at noon, to somebody whose currency is the US dollar and whose time zone is UTC.

\`\`\`text
> what you send               < what spndr answers
>> tap a button               < [a button] [another button]
>> edit your last message     <~ what a message is changed to
>> reply to spndr’s last one  <! a note at the top of the screen
\`\`\`

In German, Spanish, French, Portuguese, Russian and Hindi the commands are the same, and what stands behind them may be
said in those languages. [ENTRY.md](ENTRY.md) is the grammar of an entry,
[REPORTS.md](REPORTS.md) that of periods and of searching, [FORMATS.md](FORMATS.md) is about files.`;

function listOf(all: readonly Command[]): string {
  const rows = all.map((command) => `| [/${command.name}](#${command.name}) | ${does(command)} |`);
  return ['| command | what it does |', '|---|---|', ...rows].join('\n');
}

const renderer = strictRenderer();

function does({ description }: Command): string {
  return renderer.plain({ key: description }, 'en');
}

const whenSaid = {
  idle: 'while no question is open',
  open: 'while a question is open',
  always: 'at any time',
} as const;

const whoSays = {
  stranger: 'by whoever has no account yet',
  linked: 'by whoever has an account',
  both: 'by everybody',
} as const;

function aboutOf(command: Command): string {
  const { aliases = [], hidden } = command;
  const more = [
    ...(aliases.length > 0 ? [`Also ${aliases.map((name) => `\`/${name}\``).join(', ')}.`] : []),
    ...(command.private ? ['In a private chat only.'] : []),
    ...(hidden ? ['Not in `/help`.'] : []),
  ];
  const what = does(command);
  return [
    `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    `Said ${whenSaid[command.when]}, ${whoSays[command.for]}.`,
    ...more,
  ].join(' ');
}

let people = 0;

/** The example as somebody of their own sees it, as a transcript. */
async function played(world: World, { stranger = false, after = '', does: said }: Example): Promise<string> {
  const name = `reader-${++people}`;
  const person = world.person(name, { firstName: 'Ann' });
  if (!stranger) await signUp(person, `${name}@example.com`);
  const blocks: string[] = [];
  const before = parse(after).length;
  for (const [index, step] of parse(`${after}\n${said}`).entries()) {
    const seen = await playAsShown(world, { ...step, person: name });
    if (seen.length === 0) throw new Error(`nothing is answered to ${doneIn(step.does)}`);
    if (index >= before) blocks.push([doneIn(step.does), ...seen.map(lineOf)].join('\n'));
  }
  return ['```text', blocks.join('\n\n'), '```'].join('\n');
}

function doneIn(deed: Deed): string {
  switch (deed.kind) {
    case 'say':
      return `> ${deed.text.replaceAll('\n', '\n> ')}`;
    case 'tap':
      return `>> tap ${deed.label}`;
    case 'send':
      return `>> send ${deed.what}`;
    case 'look':
      return '>> look';
    case 'photo':
      return `>> photo ${deed.text}`;
    case 'edit':
      return `>> edit ${deed.text}`;
    case 'reply':
      return `>> reply ${deed.text}`;
  }
}

/** A line in the marks of transcripts: without a code, and with ordinary spaces, as Node's versions differ in theirs. */
function lineOf({ kind, line }: Seen): string {
  const code = codeIn(line);
  const lasting = code === null ? line : line.replace(code, '…');
  return `${marks[kind]} ${lasting.replaceAll(/\p{Zs}/gu, ' ')}`.trimEnd();
}
