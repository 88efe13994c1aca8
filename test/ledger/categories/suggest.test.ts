import { describe, expect, it } from 'vitest';
import { cuesOf, mainCueOf } from '../../../src/ledger/categories/cues.ts';
import { type Example, guessCategory } from '../../../src/ledger/categories/suggest.ts';
import { frozenAccuracy } from '../../helpers/made-accuracy.ts';
import { makeLedger } from '../../helpers/made-ledger.ts';

const textsOf = (item: string, vendor: string | null = null) =>
  cuesOf({ item, vendor }).map(({ text }) => text);

describe('the cues of a purchase', () => {
  it('are its vendor, its item as a whole, and the words of both', () => {
    expect(textsOf('Rye bread', 'Corner  Shop')).toEqual([
      '@corner shop',
      '=bread rye',
      'rye',
      'bread',
      'corner',
      'shop',
    ]);
  });

  it('are the same whatever the case, the accents, the order and a plural s', () => {
    expect(textsOf('CAFÉ Bananas')).toEqual(expect.arrayContaining(['=banana cafe', 'cafe', 'banana']));
    expect(textsOf('banana cafe')).toEqual(expect.arrayContaining(['=banana cafe', 'cafe', 'banana']));
    expect(textsOf('Ｃａｆé')).toEqual(textsOf('cafe'));
  });

  it('keep words that end in ss and words of one sign in scripts without spaces', () => {
    expect(textsOf('glass')).toContain('glass');
    expect(textsOf('水')).toEqual(['=水', '水']);
  });

  it('know how each is written', () => {
    expect(cuesOf({ item: 'Äpfel', vendor: 'Café Süd' }).map(({ shows }) => shows)).toEqual([
      'Café Süd',
      'Äpfel',
      'Äpfel',
      'Café',
      'Süd',
    ]);
  });

  it('leave out numbers, single letters and everything that is no word', () => {
    expect(textsOf('2 x milk 1.5 l — (50%)')).toEqual(['=milk', 'milk']);
    expect(textsOf('🎁')).toEqual([]);
    expect(mainCueOf({ item: '🎁', vendor: null })).toBe(null);
  });

  it('are few and short, however long the item is', () => {
    const long = Array.from({ length: 40 }, (_, index) => `word${'x'.repeat(90)}${index}`).join(' ');
    const wide = [...'abcdefghijklmnopqrst'].map((letter) => letter.repeat(60)).join(' ');
    for (const item of [long, wide]) {
      const cues = cuesOf({ item, vendor: 'v'.repeat(100) });
      expect(cues.length).toBeLessThanOrEqual(10);
      for (const { text } of cues) expect(text.length).toBeLessThanOrEqual(400);
    }
  });
});

const examples = (names: string, said = true): readonly Example[] =>
  names.split(' ').map((category) => ({ category, said }));

describe('a guess', () => {
  it('is nothing where nothing is remembered', () => {
    expect(guessCategory([])).toBe(null);
    expect(guessCategory([{ kind: 'vendor', shows: 'x', examples: [] }])).toBe(null);
  });

  it('is sure after two purchases of one kind, and says how many there were', () => {
    expect(guessCategory([{ kind: 'vendor', shows: 'x', examples: examples('food') }])).toMatchObject({
      sure: false,
    });
    expect(guessCategory([{ kind: 'vendor', shows: 'x', examples: examples('food food') }])).toEqual({
      category: 'food',
      others: [],
      sure: true,
      because: { kind: 'vendor', shows: 'x', count: 2, of: 2 },
    });
  });

  it('counts the newest in a row, or else how many of all', () => {
    const guess = (names: string) =>
      guessCategory([{ kind: 'vendor', shows: 'x', examples: examples(names) }])?.because;
    expect(guess('food food food home')).toEqual({ kind: 'vendor', shows: 'x', count: 3, of: 3 });
    expect(guess('home food food food')).toEqual({ kind: 'vendor', shows: 'x', count: 3, of: 4 });
  });

  it('follows what is new rather than what is frequent', () => {
    expect(
      guessCategory([
        { kind: 'vendor', shows: 'x', examples: examples('coffee coffee coffee out out out out') },
      ]),
    ).toMatchObject({ category: 'coffee' });
  });

  it('looks no further back than twelve purchases', () => {
    const much = examples(`${'food '.repeat(12)}${'home '.repeat(50)}`.trim());
    expect(guessCategory([{ kind: 'item', shows: 'x', examples: much }])).toEqual({
      category: 'food',
      others: [],
      sure: true,
      because: { kind: 'words', shows: 'x', count: 12, of: 12 },
    });
  });

  it('lets the words decide where a vendor sells everything, and names the others', () => {
    const vendor = {
      kind: 'vendor',
      shows: 'x',
      examples: examples('home home kids kids home gifts'),
    } as const;
    const word = { kind: 'word', shows: 'x', examples: examples('kids kids kids kids') } as const;
    expect(guessCategory([vendor, word])).toEqual({
      category: 'kids',
      others: ['home', 'gifts'],
      sure: false,
      because: { kind: 'words', shows: 'x', count: 4, of: 4 },
    });
  });

  it('gives less weight to what was suggested and left so', () => {
    const mixed = [...examples('food food', false), ...examples('home home')];
    expect(guessCategory([{ kind: 'vendor', shows: 'x', examples: mixed }])).toMatchObject({
      category: 'home',
    });
  });
});

describe('on made ledgers of 5,000 purchases, split 80/20 by time', () => {
  it('suggestions beat the most frequent category by far, and what is sure is seldom wrong', () => {
    for (const seed of [1, 2, 3]) {
      const { naive, right, sure, sureRight } = frozenAccuracy(makeLedger(seed, 5_000));
      expect(right).toBeGreaterThan(0.85);
      expect(right).toBeGreaterThan(naive + 0.4);
      expect(sure).toBeGreaterThan(0.75);
      expect(sureRight).toBeGreaterThan(0.93);
    }
  });

  it('are the same for the same seed, and differ for another', () => {
    expect(makeLedger(7, 50)).toEqual(makeLedger(7, 50));
    expect(makeLedger(7, 50)).not.toEqual(makeLedger(8, 50));
  });
});
