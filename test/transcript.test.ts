import { expect, it } from 'vitest';
import type { Shown, World } from './helpers/chat.ts';
import { play } from './helpers/play.ts';
import { parse } from './helpers/transcript.ts';

const english = { language: 'en', timeZone: 'UTC' };
const german = { language: 'de', timeZone: 'Europe/Berlin' };

it('a transcript is read step by step', () => {
  const steps = parse(`# a comment
> hi
< Hello!
< [Yes] [No]

ann speaks de in Europe/Berlin
ann@club>> tap Yes
ann@club<! Settled.
ann@club<~ Done
>> send photo
>> edit a word or two
> `);
  expect(steps).toEqual([
    {
      line: 2,
      person: 'me',
      group: null,
      speaks: english,
      does: { kind: 'say', text: 'hi' },
      sees: [
        { kind: 'message', line: 'Hello!' },
        { kind: 'message', line: '[Yes] [No]' },
      ],
    },
    {
      line: 7,
      person: 'ann',
      group: 'club',
      speaks: german,
      does: { kind: 'tap', label: 'Yes' },
      sees: [
        { kind: 'note', line: 'Settled.' },
        { kind: 'edit', line: 'Done' },
      ],
    },
    { line: 10, person: 'me', group: null, speaks: english, does: { kind: 'send', what: 'photo' }, sees: [] },
    {
      line: 11,
      person: 'me',
      group: null,
      speaks: english,
      does: { kind: 'edit', text: 'a word or two' },
      sees: [],
    },
    { line: 12, person: 'me', group: null, speaks: english, does: { kind: 'say', text: '' }, sees: [] },
  ]);
});

it.each([
  ['< nobody asked', 'line 1: answers nobody'],
  ['> hi\nann< hello', 'line 2: answers nobody'],
  ['> hi\n\nhello', 'line 3: neither said nor seen'],
  ['>> jump', 'line 1: a person can tap, send, photo, edit, look, reply or answer, not "jump"'],
])('%j is refused', (text, problem) => {
  expect(() => parse(text)).toThrow(problem);
});

it('a message with a picture begins with a line that says so', async () => {
  const message = { html: '', file: null, messageId: 1, buttons: [[{ label: 'Back', data: 'b' }]] };
  const picture = { theme: 'light', title: 'March', total: '', charts: [] } as const;
  const shown: Shown[] = [
    { ...message, kind: 'message', picture, text: 'March\n€5' },
    { ...message, kind: 'edit', picture: null, text: 'April' },
  ];
  const world = { person: () => ({ say: async () => shown, look: () => [] }) } as unknown as World;
  const transcript = '> /month\n< (picture)\n< March\n< €5\n< [Back]\n<~ April\n<~ [Back]';
  const [step] = parse(transcript);
  expect(await play(world, step!)).toEqual(step!.sees);
});
