import { expect, it } from 'vitest';
import { parse } from './helpers/transcript.ts';

it('a transcript is read step by step', () => {
  const steps = parse(`# a comment
> hi
< Hello!
< [Yes] [No]

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
      does: { kind: 'say', text: 'hi' },
      sees: [
        { kind: 'message', line: 'Hello!' },
        { kind: 'message', line: '[Yes] [No]' },
      ],
    },
    {
      line: 6,
      person: 'ann',
      group: 'club',
      does: { kind: 'tap', label: 'Yes' },
      sees: [
        { kind: 'note', line: 'Settled.' },
        { kind: 'edit', line: 'Done' },
      ],
    },
    { line: 9, person: 'me', group: null, does: { kind: 'send', what: 'photo' }, sees: [] },
    { line: 10, person: 'me', group: null, does: { kind: 'edit', text: 'a word or two' }, sees: [] },
    { line: 11, person: 'me', group: null, does: { kind: 'say', text: '' }, sees: [] },
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
