import { expect, it } from 'vitest';
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
  ['>> jump', 'line 1: a person can tap, send, edit, reply or answer, not "jump"'],
])('%j is refused', (text, problem) => {
  expect(() => parse(text)).toThrow(problem);
});
