import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { settingNames } from '../../src/cli/config.ts';
import type { CommandIo } from '../../src/cli/io.ts';
import { manualPage } from '../../src/cli/manual.ts';
import { describeAll, flatten } from '../../src/cli/whole.ts';
import { packageFile } from '../../src/ledger/storage/package-file.ts';
import { runCli } from '../helpers/cli.ts';
import { wanted } from '../helpers/programs.ts';

type Complete = (...words: string[]) => string[];

/** What each shell offers behind a line of words; the last one is being written. */
const shells: Record<string, (program: string, script: string) => Complete> = {
  bash:
    (program, script) =>
    (...words) => {
      const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _spndr; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const split = words.flatMap(
        (word) => /^(--\w+)(=)(.*)$/.exec(word)?.slice(1).filter(Boolean) ?? [word],
      );
      return said(program, ['--norc', '-c', ask, 'bash', script, ...split]);
    },
  // what zsh's own functions would show is printed instead
  zsh:
    (program, script) =>
    (...words) => {
      const stubs = `compdef() { : }; _describe() { print -l -- \${\${(P)2}%%:*} }; _files() { : }; compadd() { shift; print -l -- "$@" }; compset() { [[ \${words[CURRENT]} = --*=* ]] }`;
      const ask = `${stubs}; source "$1"; shift; words=("$@"); CURRENT=$#; _spndr || :`;
      const begun = words.at(-1)!.replace(/^--\w+=/, '');
      return said(program, ['-f', '-c', ask, 'zsh', script, ...words]).filter((word) =>
        word.startsWith(begun),
      );
    },
  fish:
    (program, script) =>
    (...words) => {
      const ask = 'source $argv[1]; complete -C $argv[2]';
      const lines = said(program, ['--no-config', '-c', ask, script, words.join(' ')]);
      return lines.map((line) => line.split('\t')[0]!.replace(/^--\w+=/, ''));
    },
};

function said(program: string, args: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, HOME: tmpdir() },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe.each(Object.keys(shells))('in %s', (shell) => {
  let script: string;
  beforeAll(async () => {
    const { code, stdout, stderr } = await runCli(['completion', shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    script = join(tmpdir(), `spndr-completion.${shell}`);
    writeFileSync(script, stdout);
  });

  test('commands, what is below them, options and choices are offered', (context) => {
    const complete = shells[shell]!(wanted(context, shell), script);
    expect(complete('spndr', '')).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
    expect(complete('spndr', 'dem')).toEqual(['demo']);
    expect(complete('spndr', 'db', 'm')).toEqual(['migrate']);
    expect(complete('spndr', 'start', '--po')).toEqual(['--polling']);
    expect(complete('spndr', '--debug', 'start', '--co')).toEqual(['--config']);
    expect(complete('spndr', '--config', 'db', 'db', 'mi')).toEqual(['migrate']);
    expect(complete('spndr', 'completion', 'z')).toEqual(['zsh']);
    expect(complete('spndr', 'db', 'migrate', 'x')).toEqual([]);
    expect(complete('spndr', 'export', '--format', 'h')).toEqual(['hledger']);
    expect(complete('spndr', 'init', '--mode=w')).toEqual(['webhook']);
    expect(complete('spndr', 'init', '--mode=').sort()).toEqual(['ngrok', 'polling', 'webhook']);
    expect(complete('spndr', '--config=db', 'db', 'mi')).toEqual(['migrate']);
  });

  test('where a file may follow, options come behind a dash only', (context) => {
    const complete = shells[shell]!(wanted(context, shell), script);
    expect(complete('spndr', 'restore', '').filter((word) => word.startsWith('-'))).toEqual([]);
    expect(complete('spndr', 'restore', '--ve')).toEqual(['--verify']);
    expect(complete('spndr', 'restore', 'spndr.backup', '--ve')).toEqual(['--verify']);
  });
});

test('a shell that is not known is wrong usage', async () => {
  const { code, stderr } = await runCli(['completion', 'tcsh']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^spndr: .*bash, zsh, fish/) });
});

describe('the manual page', () => {
  test('has every command with its options and examples, and is what spndr man prints', async () => {
    const whole = await describeAll({} as CommandIo);
    const { code, stdout } = await runCli(['man']);
    expect(code).toBe(0);
    const [, version] = /"spndr (\S+)"/.exec(stdout)!;
    expect(stdout).toBe(manualPage(whole, version!));
    const plain = stdout.replaceAll('\\-', '-');
    for (const { path, options } of flatten(whole)) {
      expect(plain).toContain(path.length === 1 ? '.B spndr' : `\n.SS ${path.join(' ')} `);
      for (const { flags, long } of options)
        if (long !== '--help') expect(plain).toContain(`\n.B ${flags}\n`);
    }
    expect(plain).toContain('\n$ spndr db status');
    // it is the same whenever it is made
    expect(plain).not.toMatch(/default: "?\d{4}-/);
  });

  test('is understood by man', async (context) => {
    const program = wanted(context, 'groff');
    const { stdout: page } = await runCli(['man']);
    const { status, stdout, stderr } = spawnSync(program, ['-man', '-Tutf8', '-wall', '-P-c'], {
      input: page,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('spndr service install');
  });
});

describe('the README', () => {
  const rows = readFileSync(packageFile('README.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));

  test('lists every command, and all that are below it', async () => {
    const { below } = await describeAll({} as CommandIo);
    for (const { command, below: subs } of below) {
      const row = rows.find((line) => new RegExp(`^\\| \`spndr ${command.name()}\\b`).test(line)) ?? '';
      expect({ command: command.name(), row }).toEqual({
        command: command.name(),
        row: expect.stringMatching(/./),
      });
      for (const { command: sub } of subs) expect(row).toMatch(new RegExp(`[\` ]${sub.name()}\\b`));
    }
  });

  test('lists every setting, and no other', () => {
    const listed = rows.flatMap((row) => /^\| `([A-Z_]+)` \|/.exec(row)?.[1] ?? []);
    expect(listed.sort()).toEqual([...settingNames].sort());
  });
});
