import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import type { CommandIo } from '../../src/cli/io.ts';
import { createCli } from '../../src/cli/run.ts';
import { describeAll, flatten } from '../../src/cli/whole.ts';
import { type CliResult, runCli } from '../helpers/cli.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** The files that a command line loads, Node's own left out. */
async function filesLoadedBy(args: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'spndr-loaded-'));
  await runCli(args, { env: { NODE_V8_COVERAGE: folder } });
  return readdirSync(folder)
    .flatMap((file): { url: string }[] => JSON.parse(readFileSync(join(folder, file), 'utf8')).result)
    .map(({ url }) => url)
    .filter((url) => url.startsWith('file:'));
}

describe('spndr --version', () => {
  it('prints the version, wherever it stands', async () => {
    const done = { code: 0, stdout: `${version}\n`, stderr: '' };
    expect(await runCli(['--version'])).toEqual(done);
    expect(await runCli(['-V'])).toEqual(done);
    expect(await runCli(['--debug', '--version'])).toEqual(done);
    expect(await runCli(['db', '--version'])).toEqual(done);
  });

  it('loads two small files', async () => {
    const files = await filesLoadedBy(['--version']);
    expect(files.map((url) => basename(url).replace(/-.*/, '')).sort()).toEqual(['spndr.js', 'version']);
    const sizes = files.map((url) => statSync(fileURLToPath(url)).size);
    expect(Math.max(...sizes)).toBeLessThan(5_000);
  });
});

describe('spndr --help', () => {
  it('lists every command, and loads no package but commander', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { name, summary } of commands) {
      expect(stdout.replace(/\s+/g, ' ')).toContain(` ${name} ${summary}`);
    }
    // what is bundled stands below the path that it comes from
    const packages = (await filesLoadedBy(['--help']))
      .map((url) => readFileSync(fileURLToPath(url), 'utf8'))
      .flatMap((code) => [...code.matchAll(/^\/\/ (?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/gm)])
      .map(([, name]) => name);
    expect(new Set(packages)).toEqual(new Set(['commander']));
  });

  it('has what an example is for within 80 columns', async () => {
    const whole = await describeAll({} as CommandIo);
    const wide: string[] = [];
    for (const { command } of flatten(whole)) {
      command.configureOutput({
        writeOut: (text) =>
          wide.push(...text.split('\n').filter((line) => / # /.test(line) && line.length > 80)),
      });
      command.configureHelp({ helpWidth: 80 }).outputHelp();
    }
    expect(wide).toEqual([]);
  });

  it('names the commands of a group as the group itself does', async () => {
    for (const { summary, load } of commands) {
      const program = new Command();
      (await load()).define(program, {} as CommandIo);
      const parts = program.commands[0]?.commands.map((part) => part.name()) ?? [];
      if (parts.length > 0) expect(summary).toMatch(new RegExp(`: ${parts.join(', ')}$`));
    }
  });

  it('is shown on stderr with exit code 2 where a command is missing', async () => {
    for (const args of [[], ['db'], ['webhook']]) {
      const { code, stdout, stderr } = await runCli(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^Usage: spndr/);
    }
  });

  it('has an example in every command', async () => {
    for (const path of await commandPaths()) {
      const { code, stdout, stderr } = await runHere([...path, '--help']);
      expect({ path, code, stderr }).toEqual({ path, code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`Examples:(\\n .*)*\\n  \\$ .*spndr.* ${path[0]}`));
      expect(stdout).toContain('--config');
    }
  });

  it('is what spndr help COMMAND shows', async () => {
    const shown = await runCli(['webhook', '--help']);
    expect(await runCli(['help', 'webhook'])).toEqual(shown);
    expect(await runHere(['webhook', '--help'])).toEqual(shown);
  });
});

/** Runs a command line in this process, which is quicker where there are many. */
async function runHere(args: readonly string[]): Promise<CliResult> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    return { code: await createCli().run(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The words of every command and subcommand of the registry. */
async function commandPaths(): Promise<string[][]> {
  const program = new Command('spndr');
  for (const { load } of commands) (await load()).define(program, {} as CommandIo);
  const below = (command: Command, path: string[]): string[][] => [
    path,
    ...command.commands.flatMap((sub) => below(sub, [...path, sub.name()])),
  ];
  return program.commands.flatMap((command) => below(command, [command.name()]));
}

describe('wrong usage', () => {
  it.each([
    [['strat'], "unknown command 'strat'; did you mean start?"],
    [['wxyz'], "unknown command 'wxyz'; see spndr --help"],
    [['help', 'strat'], "unknown command 'strat'; did you mean start?"],
    [['strat', '--help'], "unknown command 'strat'; did you mean start?"],
    [['--polling'], "unknown option '--polling'; see spndr --help"],
    [['db', 'migrat'], "unknown command 'migrat'; did you mean migrate?"],
    [['db', 'reset', '--yse'], "unknown option '--yse'; did you mean --yes?"],
    [
      ['db', 'status', 'now'],
      "too many arguments for 'status'. Expected 0 arguments but got 1; see spndr db status --help",
    ],
    [['db', 'wxyz'], "unknown command 'wxyz'; see spndr db --help"],
    [['restore'], "missing required argument 'file'; see spndr restore --help"],
    [
      ['export', '--format', 'csv'],
      "required option '--account <email>' not specified; see spndr export --help",
    ],
    [
      ['--config', 'db', 'status', '--every', '0'],
      "option '--every <seconds>' argument '0' is invalid. It must be a number of seconds above 0; see spndr status --help",
    ],
    [['--config'], "option '--config <file>' argument missing; see spndr --help"],
    [
      ['db', 'status', '--config', '/nowhere'],
      'cannot read /nowhere (ENOENT); check the path given with --config',
    ],
  ])('%j is answered with one line and exit code 2', async (args, line) => {
    expect(await runCli(args)).toEqual({ code: 2, stdout: '', stderr: `spndr: ${line}\n` });
  });

  it('in the settings is answered with all lines at once', async () => {
    const env = { SPNDR_BOT_TOKEN: 'secret-but-wrong', SPNDR_LOG_LEVEL: 'loud' };
    const { code, stdout, stderr } = await runCli(['webhook', 'set'], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^spndr: SPNDR_WEBHOOK_URL is not set; /),
      expect.stringMatching(/^spndr: SPNDR_BOT_TOKEN is not a bot token; /),
      expect.stringMatching(/^spndr: SPNDR_LOG_LEVEL is not a log level; /),
    ]);
  });
});

describe('a reader that leaves', () => {
  it('is no failure', async () => {
    const closed = await runCli(['--help'], { closeStdout: true });
    expect(closed).toMatchObject({ code: 0, stderr: '' });
  });
});
