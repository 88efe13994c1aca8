import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, signUp, type TestPerson, textOf, type World } from '../helpers/chat.ts';

let world: World;
let person: TestPerson;
beforeAll(async () => {
  world = await createWorld();
  person = world.person('me');
});
afterAll(() => world.close());

/** Every question there is, with what leads there from a new conversation. */
const strangersWays = [
  [],
  ['hi'],
  ['hi', 'y'],
  ['hi', 'y', '1'],
  ['hi', 'y', '2'],
  ['hi', 'y', '1', 'a@x.com'],
];
const linkedWays = [
  [],
  ['/new'],
  ['/new', 'tea'],
  ['/new', 'tea', '2'],
  ['/new', 'tea', '2', '-'],
  ['/new', '/abort'],
  ['/delete'],
];

const hostile = [
  '\0',
  'a\0b',
  '\uD800',
  '/\0',
  `/${'😀'.repeat(17)}`,
  `/${'x'.repeat(4095)}`,
  `/${'x'.repeat(15)}\uD83D`,
  'x'.repeat(4096),
  '\u202E\u2066',
  "'; drop table account; --",
  '{"at":"idle"}',
  '%00',
  '$1',
  '/',
  '//',
  '/@',
  '/new\0',
  '/new \0 1',
  '/show 1 2 3',
];

async function survives(text: string): Promise<void> {
  const shown = await person.say(text);
  expect(shown.length).toBeGreaterThan(0);
  // What jsonb cannot hold could never be sent.
  const json = JSON.stringify(shown);
  expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  expect(textOf(shown).length).toBeLessThan(4096);
}

describe.each([
  ['a stranger', strangersWays],
  ['a linked person', linkedWays],
])('whatever %s types at any question', (who, ways) => {
  beforeAll(async () => {
    if (who === 'a linked person') {
      await person.say('/quit');
      await signUp(person, 'me@example.com');
    }
  });

  it.each(ways.map((way) => [way]))('is answered after %j', async (way) => {
    for (const text of hostile) {
      await person.say('/quit');
      if (who === 'a stranger') await person.say('/quit');
      for (const step of way) await person.say(step);
      await survives(text);
    }
  });

  it('is answered, at random', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), survives), {
      numRuns: 60,
    });
  });
});
