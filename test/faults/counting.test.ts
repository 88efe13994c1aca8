import { expect, test } from 'vitest';
import { ChatRecord } from './chats.ts';
import { compare } from './ledger.ts';
import type { Line } from './people.ts';

/** The harness counts what it is there to find. */

const purchase = (minor: number) => ({ item: `thing ${minor}`, minor, vendor: null, category: null });
const rows = (...minors: number[]) =>
  minors.map((minor, index) => ({ ...purchase(minor), number: index + 1 }));
const said = [1, 2, 3, 4].map(purchase);

test.each([
  ['all of it', [1, 2, 3, 4], { lost: 0, doubled: 0, outOfOrder: 0 }],
  ['one lost', [1, 2, 4], { lost: 1, doubled: 0, outOfOrder: 0 }],
  ['one doubled', [1, 2, 2, 3, 4], { lost: 0, doubled: 1, outOfOrder: 0 }],
  ['two changed places', [1, 3, 2, 4], { lost: 0, doubled: 0, outOfOrder: 1 }],
  ['one late', [2, 3, 4, 1], { lost: 0, doubled: 0, outOfOrder: 1 }],
])('the ledger holds %s', (_, minors, counts) => {
  expect(compare(said, rows(...minors))).toEqual({ ...counts, strange: [] });
});

test('a purchase that nobody said, and a number left out, are found', () => {
  expect(compare(said.slice(0, 1), rows(1, 9)).strange).toHaveLength(1);
  expect(compare(said.slice(0, 1), [{ ...purchase(1), number: 2 }]).strange).toHaveLength(1);
});

const line = (answer: string): Line => ({ text: '?', answer: [answer], purchase: null, ends: false });

function chatWith(excuse: boolean, ...shown: string[]): ChatRecord {
  const chat = new ChatRecord(() => excuse);
  for (const answer of ['one', 'two', 'three']) chat.say(line(answer), 1, 0);
  for (const text of shown) chat.show(text, 1);
  return chat;
}

test.each([
  ['all in order', false, ['one', 'two', 'three'], { lost: 0, outOfOrder: 0, repeated: 0, unknowable: 0 }],
  ['one not at all', false, ['one', 'three'], { lost: 1, outOfOrder: 0, repeated: 0, unknowable: 0 }],
  ['one late', false, ['one', 'three', 'two'], { lost: 0, outOfOrder: 1, repeated: 0, unknowable: 0 }],
  [
    'one twice',
    false,
    ['one', 'two', 'two', 'three'],
    { lost: 0, outOfOrder: 0, repeated: 1, unknowable: 0 },
  ],
  [
    'one twice amid trouble',
    true,
    ['one', 'one', 'two', 'three'],
    { lost: 0, outOfOrder: 0, repeated: 0, unknowable: 1 },
  ],
])('replies are shown: %s', (_, excuse, shown, counts) => {
  expect(chatWith(excuse, ...shown).counts()).toMatchObject(counts);
});

test('a call that was never answered excuses one repetition, and no more', () => {
  const chat = chatWith(false, 'one');
  chat.leaveUnanswered();
  chat.show('one', 2);
  expect(chat.counts()).toMatchObject({ repeated: 0, unknowable: 1 });
  chat.show('one', 3);
  expect(chat.counts()).toMatchObject({ repeated: 1, unknowable: 1 });
});

test('what answers nothing is strange', () => {
  expect(chatWith(false, 'four').counts().strange).toHaveLength(1);
});
