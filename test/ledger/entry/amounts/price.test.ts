import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withNumberStyle } from '../../../../src/ledger/entry/amounts/number-style.ts';
import { parsePrice } from '../../../../src/ledger/entry/amounts/price.ts';
import { decimal, isTooLarge } from '../../../../src/ledger/money.ts';
import { currencyCodes } from '../../../helpers/currency-codes.ts';

function read(text: string, options: { currency?: string; locale?: string } = {}): string {
  const answer = parsePrice(text, { currency: 'EUR', locale: 'en', ...options });
  return answer.ok ? `${decimal(answer.money)} ${answer.money.currency}` : answer.problem;
}

describe('a price in anybody’s way of writing', () => {
  test.each([
    ['12.50', '12.50 EUR'],
    ['12,50', '12.50 EUR'],
    [' 12.5 ', '12.50 EUR'],
    ['.50', '0.50 EUR'],
    ['5,-', '5.00 EUR'],
    ['5.', '5.00 EUR'],
    ['+5', '5.00 EUR'],
    ['1 900', '1900.00 EUR'],
    ['1\u202f900', '1900.00 EUR'],
    ['1’900', '1900.00 EUR'],
    ['1,000.50', '1000.50 EUR'],
    ['1.000,50', '1000.50 EUR'],
    ['1 000,50', '1000.50 EUR'],
    ['1,234,567', '1234567.00 EUR'],
    ['12,34,567.50', '1234567.50 EUR'],
    ['１２．５０', '12.50 EUR'],
    ['١٢٫٥٠', '12.50 EUR'],
    ['١٬٢٣٤', '1234.00 EUR'],
    ['१२.५०', '12.50 EUR'],
    ['5k', '5000.00 EUR'],
    ['1.5m', '1500000.00 EUR'],
    ['2,5 тыс.', '2500.00 EUR'],
    ['50 cents', '0.50 EUR'],
    ['50¢', '0.50 EUR'],
    ['5 тыс. 500', '5500.00 EUR'],
    ['2 crore 5 lakh', '20500000.00 EUR'],
    ['999,999,999,999.99', '999999999999.99 EUR'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('a price with its currency', () => {
  test.each([
    ['$5', '5.00 USD'],
    ['5 dollars and 50 cents', '5.50 USD'],
    ['3 euros 50', '3.50 EUR'],
    ['5 USD', '5.00 USD'],
    ['usd 5', '5.00 USD'],
    ['USD5', '5.00 USD'],
    ['5usd', '5.00 USD'],
    ['5 euros', '5.00 EUR'],
    ['5 bucks', '5.00 USD'],
    ['500 рублей', '500.00 RUB'],
    ['500 руб.', '500.00 RUB'],
    ['500р', '500.00 RUB'],
    ['5 Pfund', '5.00 GBP'],
    ['5 dólares', '5.00 USD'],
    ['S$15', '15.00 SGD'],
    ['A$ 7', '7.00 AUD'],
    ['5zł', '5.00 PLN'],
    ['Kč 50', '50.00 CZK'],
    ['5000 Ft', '5000.00 HUF'],
    ['1200 ¥', '1200 JPY'],
    ['$5 CAD', '5.00 CAD'],
    ['€5 EUR', '5.00 EUR'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected));

  test('the dollar sign and the krone are the account’s own where it has one', () => {
    expect(read('$5', { currency: 'CAD' })).toBe('5.00 CAD');
    expect(read('5 dollars', { currency: 'AUD' })).toBe('5.00 AUD');
    expect(read('$5', { currency: 'MXN' })).toBe('5.00 MXN');
    expect(read('5 kr', { currency: 'SEK' })).toBe('5.00 SEK');
    expect(read('5 kr')).toBe('ambiguous');
  });
});

describe('arithmetic', () => {
  test.each([
    ['2 x 3.50', '7.00 EUR'],
    ['2х3,50', '7.00 EUR'],
    ['100-5*3', '85.00 EUR'],
    ['(2+3)*4', '20.00 EUR'],
    ['10/3', '3.33 EUR'],
    ['0.05/2', '0.02 EUR'],
    ['0.15/2', '0.08 EUR'],
    ['$5+$3', '8.00 USD'],
    ['5*-3', 'negative'],
    ['5-10', 'negative'],
    ['5-5', 'zero'],
    ['1/1000', 'zero'],
    ['10/0', 'not-a-price'],
    ['€5+$3', 'not-a-price'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('what is no price, and why', () => {
  test.each([
    ['nan', 'not-a-price'],
    ['inf', 'not-a-price'],
    ['-inf', 'not-a-price'],
    ['1e400', 'not-a-price'],
    ['1e22', 'not-a-price'],
    ['0x1f', 'not-a-price'],
    ['99999999999999999999', 'too-large'],
    ['1000000000000', 'too-large'],
    ['12.345678901234567890', 'too-many-decimals'],
    ['12.345', 'too-many-decimals'],
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['-5', 'negative'],
    ['− 5', 'negative'],
    ['', 'not-a-price'],
    ['abc', 'not-a-price'],
    ['5 6', 'not-a-price'],
    ['5 coffee', 'not-a-price'],
    ['1½', 'not-a-price'],
    ['1.2.3', 'not-a-price'],
    ['10%', 'not-a-price'],
    ['2x', 'not-a-price'],
    ['5\u200b', 'hidden-characters'],
    ['\u202e05.21', 'hidden-characters'],
    ['5\u0000', 'hidden-characters'],
    ['9'.repeat(5000), 'not-a-price'],
  ])('%j is %s', (text, expected) => expect(read(text)).toBe(expected));
});

test('the locale decides what the mark of 1.234 means, and an unknown one makes it ambiguous', () => {
  expect(read('12.345', { locale: 'de' })).toBe('12345.00 EUR');
  expect(read('12,345', { locale: 'en' })).toBe('12345.00 EUR');
  expect(read('12.345', { locale: 'en', currency: 'KWD' })).toBe('12.345 KWD');
  expect(read('12.345', { locale: '' })).toBe('ambiguous');
  expect(read('12.345', { locale: 'ru' })).toBe('ambiguous');
  expect(read('0.345', { locale: '', currency: 'KWD' })).toBe('0.345 KWD');
});

test('a yen has no decimals', () => {
  expect(read('1200', { currency: 'JPY' })).toBe('1200 JPY');
  expect(read('12.5', { currency: 'JPY' })).toBe('too-many-decimals');
});

test('every amount of every currency reads back exactly', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 99_999_999_999_999n }),
      fc.constantFrom(...currencyCodes),
      (minor, currency) => {
        fc.pre(!isTooLarge({ minor, currency }));
        const text = decimal({ minor, currency });
        expect(read(`${text} ${currency}`)).toBe(`${text} ${currency}`);
      },
    ),
  );
});

test('any text at all gets an answer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('en', 'de', '', '??', 'ru'),
      (text, locale) => {
        expect(typeof parsePrice(text, { currency: 'EUR', locale }).ok).toBe('boolean');
      },
    ),
  );
});

describe('a person’s own style of numbers', () => {
  test.each([
    ['en', '1.234,5', '1.234', '1234.00 EUR'],
    ['en', '1.234,5', '1,234', 'too-many-decimals'],
    ['de', '1,234.5', '1,234', '1234.00 EUR'],
    ['de', '1,234.5', '1.23', '1.23 EUR'],
    ['de', '1 234,5', '1,234', 'too-many-decimals'],
    ['de', '1 234,5', '1.234', 'ambiguous'],
    ['en', '1’234.5', '1,234', 'ambiguous'],
    ['', '1.234,5', '1.234', '1234.00 EUR'],
    // what can be read in one way only is read so
    ['en', '1.234,5', '12.5', '12.50 EUR'],
  ] as const)('%s with %s: %s is %s', (locale, style, text, money) => {
    expect(read(text, { locale: withNumberStyle(locale, style) })).toBe(money);
  });
});
