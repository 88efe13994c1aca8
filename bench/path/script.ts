import type { Said } from './protocol.ts';

/** What somebody writes next: the text, and the number of messages that answer it. */
export type Line = readonly [text: string, answers: number];

/** An endless script. `person` is their index, so that no two people write the same at the same time. */
export type Script = (person: number) => Iterator<Line, never>;

const items = ['Coffee', 'Bread', 'Lunch', 'Tram ticket', 'Cinema', 'Milk and eggs', 'Phone bill', 'Shoes'];
const vendors = ['Corner Café', 'Mill & Son', 'Line 7', 'Odeon', 'Market hall'];
const categories = ['food', 'home', 'travel', 'fun'];

/** The `turn`th entry of a person, in one of the forms people use. */
function entry(person: number, turn: number): string {
  const item = pick(items, person + turn);
  const price = `${1 + ((person * 7 + turn * 13) % 90)}.${10 + ((person + turn) % 90)}`;
  const forms = [
    `${price} ${item}`,
    `${item} ${price}`,
    `${price} ${item} @ ${pick(vendors, turn)}`,
    `${price} ${item} #${pick(categories, turn)}`,
    `${price} ${item} @ ${pick(vendors, person)} #${pick(categories, person)} yesterday`,
  ];
  return pick(forms, turn);
}

/**
 * Whole dialogues of 16 lines: the five messages of /new, one-line entries, and /show or, once in `monthEvery`
 * dialogues, `/month`, which draws a picture.
 */
export const dialogues =
  (monthEvery: number): Script =>
  (person) =>
    endless(function* (round) {
      yield ['/new', 1];
      yield [pick(items, round), 1];
      yield [`${1 + (round % 50)}.50`, 1];
      yield [pick(vendors, person + round), 1];
      yield [pick(categories, round), 1];
      for (let turn = 0; turn < 10; turn += 1) yield [entry(person, round * 10 + turn), 1];
      yield [round % monthEvery === monthEvery - 1 ? '/month' : '/show', 1];
    });

export const entries: Script = (person) =>
  endless(function* (round) {
    yield [entry(person, round), 1];
  });

export const only =
  (text: string): Script =>
  () =>
    endless(function* () {
      yield [text, 1];
    });

/** The dialogue of a stranger who signs up. */
export function* signUp(person: number): Generator<Line, void> {
  yield ['hi', 1];
  yield ['y', 1];
  yield ['2', 1];
  yield [`person${person}@example.org`, 1];
  yield [`correct horse ${person}`, 1];
}

function endless(round: (count: number) => Generator<Line, void>): Iterator<Line, never> {
  return (function* () {
    for (let count = 0; ; count += 1) yield* round(count);
  })();
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

export const said = (personId: number, [text, answers]: Line): Said => [personId, text, answers];
