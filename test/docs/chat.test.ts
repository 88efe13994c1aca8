import { expect, test } from 'vitest';
import { commands } from '../../src/chat/commands/registry.ts';
import { packageFile } from '../../src/ledger/storage/package-file.ts';
import { commandExamples } from './chat-examples.ts';
import { chatPage } from './chat-page.ts';

test('every command has an example, and no example is of another', () => {
  expect(Object.keys(commandExamples).sort()).toEqual(commands.map(({ name }) => name).sort());
});

test('docs/CHAT.md is what spndr answers; npm run docs writes it anew', async () => {
  await expect(await chatPage()).toMatchFileSnapshot(packageFile('docs/CHAT.md'));
});
