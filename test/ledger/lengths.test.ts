import { expect, it } from 'vitest';
import { hiddenCharacterAt } from '../../src/ledger/entry/text/characters.ts';
import { shortened } from '../../src/ledger/lengths.ts';

it('words that are cut keep nothing behind them that cannot be seen', () => {
  expect(shortened('tea and cake', 12)).toBe('tea and cake');
  expect(shortened('tea and cake', 5)).toBe('tea…');
  const families = '👨‍👩‍👧'.repeat(5);
  for (let most = 2; most < 25; most += 1) {
    const cut = shortened(families, most);
    expect(hiddenCharacterAt(cut)).toBeNull();
    expect([...cut].length).toBeLessThanOrEqual(most);
  }
});
