import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, signUp, type TestPerson, textOf, type World } from '../helpers/chat.ts';

let world: World;
let person: TestPerson;
beforeAll(async () => {
  world = await createWorld();
  person = world.person('seeker');
  await signUp(person, 'seeker@example.com');
  const said = [
    '1 usd "case 15"',
    '1 usd "case 150"',
    '1 usd "case-15é"',
    '1 usd "case (15)" 2025-03-01',
    '1 usd "vitamin B"',
    '1 usd "vitamin C and bread"',
    '1 usd "pizza🍕🍕"',
    '1 usd cake @ "Café ☕️" #food',
    '1 usd "cake 1½" #"Room 9"',
    '1 usd juice @ Lidl tag:"7 days"',
    '1 usd "juice 🍕" @ Lidl',
  ];
  await person.say(said.join('\n'));
  const stranger = world.person('stranger');
  await signUp(stranger, 'stranger@example.com');
  await stranger.say('1 usd "case 15"');
});
afterAll(() => world.close());

describe('a number, a letter or an emoji that is searched for', () => {
  it.each([
    ['"15"', [1, 4]],
    ['case "15"', [1, 4]],
    ['"150"', [2]],
    ['"15" today', [1]],
    ['"15" 2025-03-01', [4]],
    ['vitamin b', [5]],
    ['vitamin B', [5]],
    ['🍕', [7, 11]],
    ['pizza 🍕', [7]],
    ['@lidl 🍕', [11]],
    ['☕', [8]],
    ['☕️ #food', [8]],
    ['"½"', []],
    ['"1½"', [9]],
    ['"9"', [9]],
    ['"7"', [10]],
    ['"7" "9"', []],
    ['"1\' or true"', []],
    ['"%"', []],
    ['".*" "15"', [1, 4]],
  ])('%s', async (words, numbers) => {
    const found = textOf(await person.say(`/search ${words}`));
    const lines = [...found.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(lines.toSorted((a, b) => a - b)).toEqual(numbers);
  });
});
