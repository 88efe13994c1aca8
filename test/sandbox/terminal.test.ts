import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Update } from 'node-telegram-bot-api/types';
import { expect, test } from 'vitest';
import type { Shown } from '../../src/sandbox/chats.ts';
import { describeShown } from '../../src/sandbox/plain.ts';
import { chatPrompt, writeTranscript } from '../../src/sandbox/terminal.ts';
import { withBot } from './bot.ts';

const choices = {
  inline_keyboard: [
    [
      { text: 'Yes', callback_data: 'y' },
      { text: 'No', callback_data: 'n' },
    ],
    [{ text: 'Site', url: 'https://example.com/' }],
  ],
};
const shownChoices = '  [1] Yes  [2] No\n  [3] Site (https://example.com/)\n';

/** A terminal, and a bot that answers every message with it, and taps with an edit. */
async function talkToEcho() {
  const { sandbox, api } = await withBot();
  const person = sandbox.person();
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  let written = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const stop = new AbortController();
  const chat_id = person.id;
  const answer = async (update: Update) => {
    if ('message' in update) {
      const text = `You said:\n${update.message.text?.slice(0, 20)}`;
      await api.sendMessage({ chat_id, text, reply_markup: choices });
    } else if ('callback_query' in update) {
      const { id, data, message } = update.callback_query;
      await api.answerCallbackQuery({ callback_query_id: id, text: 'Noted.' });
      await api.editMessageText({
        chat_id,
        message_id: message!.message_id,
        text: `You said:\nchose ${data}`,
      });
    }
  };
  /** Answers all that was said and is not answered yet. */
  const answerAll = async () => {
    for (const update of await api.getUpdates({ timeout: 3 })) {
      await answer(update);
      await api.getUpdates({ offset: update.update_id + 1 });
    }
  };
  return {
    person,
    input,
    stop,
    answerAll,
    written: () => written,
    talk: { sandbox, person, input, output, answered: answerAll, signal: stop.signal },
  };
}

test('through a pipe every line is a message, said after the answers to the one before', async () => {
  const { talk, input, written } = await talkToEcho();
  input.end('hi\r\n\n  1  \nlast');
  await writeTranscript(talk);
  expect(written()).toBe(
    ['hi', '1', 'last'].map((said) => `> ${said}\n< You said:\n< ${said}\n${shownChoices}`).join(''),
  );
});

test('a line too long for one message becomes several, as messengers send it', async () => {
  const { talk, input, person } = await talkToEcho();
  input.end(`${'x'.repeat(4096)}rest`);
  await writeTranscript(talk);
  const said = person.chat.messages.filter(({ from }) => from?.id === person.id);
  expect(said.map(({ text }) => text.length)).toEqual([4096, 4]);
});

test('a transcript ends when told to', async () => {
  const { talk, stop } = await talkToEcho();
  const done = writeTranscript(talk);
  stop.abort();
  await done;
});

test('an answer that does not come ends the transcript with its error', async () => {
  const { talk, input } = await talkToEcho();
  input.end('hi\n');
  const answered = () => Promise.reject(new Error('no answer'));
  await expect(writeTranscript({ ...talk, answered })).rejects.toThrow('no answer');
});

test('at the prompt the number of a shown button taps it, and any other text is said', async () => {
  const { talk, input, person, answerAll, written } = await talkToEcho();
  const done = chatPrompt(talk);
  input.write('1\n');
  await answerAll();
  expect(person.chat.messages.map(({ text }) => text)).toEqual(['1', 'You said:\n1']);
  input.write('2\n');
  await answerAll();
  expect(person.chat.messages.at(-1)).toMatchObject({ text: 'You said:\nchose n', edits: 1 });
  input.write('2\n');
  await answerAll();
  expect(person.chat.messages.map(({ text }) => text)).toContain('2');
  input.write('3\n');
  await answerAll();
  expect(person.chat.messages.map(({ text }) => text)).toContain('3');
  input.end();
  await done;
  const lines = stripVTControlCharacters(written()).split(/[\r\n]+/);
  expect(lines).toContain('<! Noted.');
  expect(lines).toContain('<~ chose n');
  expect(lines).not.toContain('<~ You said:');
});

test('on a narrow terminal lines end between words and between buttons', () => {
  const text =
    '👋 Hi, Ann! Tell me what you spend\n  12.50 coffee 漢字漢字漢字漢字\nhttps://example.org/never-broken';
  const shown = {
    ...{ sequence: 1, change: 'new', chatId: 1, id: 1, from: null, date: new Date(), kind: 'text', text },
    ...{ html: '', entities: [], edits: 0, replyTo: null, topicId: null, promptFor: null, file: null },
    buttons: [['Category', 'Undo', 'Edit the entry'].map((label) => ({ label, data: 'x', url: null }))],
  } as Shown;
  const lines = describeShown(shown, undefined, { url: '', columns: 24 });
  expect(lines).toEqual([
    '< 👋 Hi, Ann! Tell me',
    '  what you spend',
    '<   12.50 coffee',
    '  漢字漢字漢字漢字',
    '< https://example.org/never-broken',
    '  [1] Category  [2] Undo',
    '  [3] Edit the entry',
  ]);
});

test('what is said on the page shows above the prompt, without characters a terminal obeys', async () => {
  const { talk, input, person, written } = await talkToEcho();
  const done = chatPrompt(talk);
  person.say('from the \u009b31m page');
  await Promise.resolve();
  input.end();
  await done;
  expect(written()).toContain('> from the  31m page\n');
});

test('the prompt ends with its terminal, which can no longer be set back', async () => {
  const { talk, input, stop } = await talkToEcho();
  const closed = Object.assign(new Error('setRawMode EIO'), { code: 'EIO' });
  const setRawMode = (isRaw: boolean) => {
    if (!isRaw) throw closed;
    return input;
  };
  const done = chatPrompt({ ...talk, input: Object.assign(input, { setRawMode }) });
  stop.abort();
  await done;
});
