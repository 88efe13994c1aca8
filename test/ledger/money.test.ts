import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, isTooLarge, minorDigits } from '../../src/ledger/money.ts';
import { currencyCodes } from '../helpers/currency-codes.ts';

test('a currency has the decimals that dinero.js gives it, not those of Intl', () => {
  expect(minorDigits('EUR')).toBe(2);
  expect(minorDigits('JPY')).toBe(0);
  expect(minorDigits('KWD')).toBe(3);
  expect(minorDigits('HUF')).toBe(2);
  expect(minorDigits('IDR')).toBe(2);
});

test('what is no ISO 4217 code in capitals has no decimals', () => {
  for (const code of ['XYZ', 'eur', '', 'toString', 'EURO']) expect(minorDigits(code)).toBeNull();
});

test('a decimal shows all digits of the currency', () => {
  expect(decimal({ minor: 1250n, currency: 'EUR' })).toBe('12.50');
  expect(decimal({ minor: 5n, currency: 'EUR' })).toBe('0.05');
  expect(decimal({ minor: -5n, currency: 'EUR' })).toBe('-0.05');
  expect(decimal({ minor: 1200n, currency: 'JPY' })).toBe('1200');
  expect(decimal({ minor: 1234n, currency: 'KWD' })).toBe('1.234');
});

test('a decimal of any amount in any currency holds exactly its minor units', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.constantFrom(...currencyCodes),
      (minor, currency) => {
        const text = decimal({ minor, currency });
        expect(BigInt(text.replace('.', ''))).toBe(minor);
        expect(text.includes('.') ? (text.split('.')[1] ?? '').length : 0).toBe(minorDigits(currency));
      },
    ),
  );
});

test('the bound is 999,999,999,999.99 in every currency', () => {
  expect(isTooLarge({ minor: 99_999_999_999_999n, currency: 'EUR' })).toBe(false);
  expect(isTooLarge({ minor: 100_000_000_000_000n, currency: 'EUR' })).toBe(true);
  expect(isTooLarge({ minor: 999_999_999_999n, currency: 'JPY' })).toBe(false);
  expect(isTooLarge({ minor: 1_000_000_000_000n, currency: 'JPY' })).toBe(true);
  expect(isTooLarge({ minor: 999_999_999_999_990n, currency: 'KWD' })).toBe(false);
  expect(isTooLarge({ minor: 999_999_999_999_991n, currency: 'KWD' })).toBe(true);
});
