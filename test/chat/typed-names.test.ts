import { describe, expect, it } from 'vitest';
import { readName } from '../../src/chat/dialogues/name.ts';

describe('a name that is typed as an answer', () => {
  it.each([
    ['food', 'food'],
    ['#food', 'food'],
    [' # Food ', 'Food'],
    ['＃food', 'food'],
    ['#eat_out', 'eat out'],
    ['#"eat_out"', 'eat_out'],
    ['#“eat_out”', 'eat_out'],
    ['eat_out', 'eat_out'],
    ['#🍕', '🍕'],
    ['#12', '#12'],
    ['C#', 'C#'],
    ['@Lidl', '@Lidl'],
  ])('%j is the category %j', (typed, name) => {
    expect(readName(typed, 'category', [])).toEqual({ ok: true, value: name });
  });

  it.each([
    ['Lidl', 'Lidl'],
    ['@Lidl', 'Lidl'],
    ['@ Corner  Café', 'Corner Café'],
    ['＠Lidl', 'Lidl'],
    ['@"7 & 11"', '7 & 11'],
    ['@Luigi_s', 'Luigi_s'],
    ['me@example.com', 'me@example.com'],
    ['#food', '#food'],
  ])('%j is the vendor %j', (typed, name) => {
    expect(readName(typed, 'vendor', [])).toEqual({ ok: true, value: name });
  });

  it('is one that is known with its sign', () => {
    expect(readName('#food', 'category', ['#food'])).toEqual({ ok: true, value: '#food' });
    expect(readName('@Lidl', 'vendor', ['Lidl', '@Lidl'])).toEqual({ ok: true, value: '@Lidl' });
  });

  it.each([
    ['#', 'category', 'words-empty'],
    ['@ ', 'vendor', 'words-empty'],
    [`#${'x'.repeat(101)}`, 'category', 'words-too-long'],
    ['#a\u200bb', 'category', 'words-hidden'],
  ] as const)('%j is none', (typed, kind, problem) => {
    expect(readName(typed, kind, [])).toMatchObject({ ok: false, problem: { key: problem } });
  });

  it('may be as long without its sign as any other', () => {
    expect(readName(`#${'x'.repeat(100)}`, 'category', []).ok).toBe(true);
  });
});
