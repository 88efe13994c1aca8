import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingNames } from '../../src/cli/config.ts';
import type { CommandIo } from '../../src/cli/io.ts';
import { describeAll } from '../../src/cli/whole.ts';
import { packageFile } from '../../src/ledger/package-file.ts';

const readme = readFileSync(packageFile('README.md'), 'utf8');

const rows = readme.split('\n').filter((line) => line.startsWith('| `'));

test('the README lists every command, and all that are below it', async () => {
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

test('the README lists every setting, and no other', () => {
  const listed = rows.flatMap((row) => /^\| `([A-Z_]+)` \|/.exec(row)?.[1] ?? []);
  expect(listed.sort()).toEqual([...settingNames].sort());
});
