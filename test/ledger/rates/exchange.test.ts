import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorDigits } from '../../../src/ledger/money.ts';
import {
  alikeOf,
  chained,
  crossRate,
  exchange,
  fromDecimal,
  rateOf,
  readRate,
  sharesOf,
  showRate,
  writeRate,
} from '../../../src/ledger/rates/exchange.ts';

const euro = fromDecimal('1');
const money = (minor: bigint, currency: string) => ({ minor, currency });

describe('exchange', () => {
  it('goes through the euro exactly', () => {
    const toEuro = crossRate(fromDecimal('1.0412'), euro);
    expect(writeRate(toEuro)).toBe('2500/2603');
    expect(exchange(money(1800n, 'USD'), toEuro, 'EUR')).toEqual(money(1729n, 'EUR'));
    const toPounds = crossRate(fromDecimal('1.0412'), fromDecimal('0.83203'));
    // 100 * 0.83203 / 1.0412 = 79.9107...
    expect(exchange(money(10_000n, 'USD'), toPounds, 'GBP')).toEqual(money(7_991n, 'GBP'));
  });

  it("rounds to the target's own minor digits", () => {
    const rate = fromDecimal('161.14');
    expect(exchange(money(1_050n, 'EUR'), rate, 'JPY')).toEqual(money(1_692n, 'JPY'));
    expect(exchange(money(1_692n, 'JPY'), crossRate(rate, euro), 'EUR')).toEqual(money(1_050n, 'EUR'));
    expect(exchange(money(100n, 'EUR'), fromDecimal('0.32105'), 'KWD')).toEqual(money(321n, 'KWD'));
  });

  it.each([
    [1n, 0n],
    [3n, 2n],
    [5n, 2n],
    [7n, 4n],
    [15n, 8n],
    [25n, 12n],
  ])('rounds halves to even: half of %d is %d', (minor, half) => {
    expect(exchange(money(minor, 'EUR'), fromDecimal('0.5'), 'USD').minor).toBe(half);
  });

  it('may come to nothing', () => {
    expect(exchange(money(1n, 'KRW'), crossRate(fromDecimal('1460'), euro), 'EUR')).toEqual(money(0n, 'EUR'));
  });

  it('is exact for the largest amounts', () => {
    const most = money(99_999_999_999_999n, 'USD');
    expect(exchange(most, fromDecimal('16508.123456'), 'IDR').minor).toBe(1_650_812_345_599_983_492n);
  });

  it('is off by half a minor unit at most, for every pair of rates', () => {
    const rate = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.integer({ min: 0, max: 6 }))
      .map(([over, digits]) => ({ over, under: 10n ** BigInt(digits) }));
    const code = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CLF');
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 14n }),
        code,
        code,
        rate,
        rate,
        (minor, a, b, from, to) => {
          const cross = crossRate(from, to);
          const { minor: got } = exchange(money(minor, a), cross, b);
          const scale = (currency: string) => 10n ** BigInt(minorDigits(currency)!);
          // |got/scale(b) - minor/scale(a) * cross| * 2 * scale(b) <= 1
          const error = got * scale(a) * cross.under - minor * cross.over * scale(b);
          expect((error < 0n ? -error : error) * 2n <= scale(a) * cross.under).toBe(true);
        },
      ),
    );
  });
});

describe('a rate', () => {
  it('of one’s own comes to what was said', () => {
    const rate = rateOf(money(1800n, 'USD'), money(1690n, 'EUR'));
    expect(writeRate(rate)).toBe('169/180');
    expect(exchange(money(1800n, 'USD'), rate, 'EUR')).toEqual(money(1690n, 'EUR'));
    const yen = rateOf(money(1000n, 'JPY'), money(620n, 'EUR'));
    expect(exchange(money(1000n, 'JPY'), yen, 'EUR')).toEqual(money(620n, 'EUR'));
  });

  it('can be followed by another', () => {
    const rate = chained(rateOf(money(1800n, 'USD'), money(1690n, 'EUR')), fromDecimal('0.83203'));
    expect(exchange(money(1800n, 'USD'), rate, 'GBP')).toEqual(money(1406n, 'GBP'));
  });

  it('is written in lowest terms and read again', () => {
    expect(writeRate(crossRate(fromDecimal('2.50'), fromDecimal('10.00')))).toBe('4/1');
    expect(readRate('2500/2603')).toEqual({ over: 2500n, under: 2603n });
    for (const text of ['', '1', '0/1', '1/0', '1.5/2', '-1/2', '1/2/3']) {
      expect(() => readRate(text), text).toThrow(RangeError);
    }
  });

  it.each([
    ['2500/2603', '0.960430'],
    ['161/1', '161'],
    ['1/161', '0.00621118'],
    ['1650812/100', '16508.1'],
    ['1/1', '1'],
    ['123456789/1', '123456789'],
    ['1/3000000000000', '0'],
  ])('%s is shown as %s', (text, shown) => {
    expect(showRate(readRate(text))).toBe(shown.includes('.') ? shown.replace(/0+$/, '') : shown);
  });

  it('is a plain decimal', () => {
    for (const text of ['', '.5', '1.', '-1', '1e3', 'N/A', '1,5']) {
      expect(() => fromDecimal(text), text).toThrow(RangeError);
    }
  });
});

describe('alikeOf', () => {
  it('is the amount at the rate of another', () => {
    const given = money(9_000n, 'EUR');
    const alike = (minor: bigint) => alikeOf(money(minor, 'USD'), money(10_000n, 'USD'), given);
    expect(alike(10_000n)).toEqual(given);
    expect(alike(3_335n)).toEqual(money(3_002n, 'EUR'));
    expect(alikeOf(money(1n, 'USD'), money(10_000n, 'USD'), money(10n, 'EUR'))).toEqual(money(1n, 'EUR'));
    expect(alikeOf(money(10n ** 13n, 'USD'), money(1n, 'USD'), given)).toBeNull();
  });
});

describe('sharesOf', () => {
  const minors = (minor: bigint, ...parts: bigint[]) =>
    sharesOf(money(minor, 'EUR'), parts).map((share) => share.minor);

  it('divides in proportion, and the last takes what remains', () => {
    expect(minors(9_000n, 6_000n, 4_000n)).toEqual([5_400n, 3_600n]);
    expect(minors(100n, 1n, 1n, 1n)).toEqual([33n, 34n, 33n]);
    expect(minors(3n, 98n, 1n, 1n)).toEqual([1n, 1n, 1n]);
    expect(minors(1n, 1n, 1n)).toEqual([1n, 1n]);
  });

  it('loses nothing, and gives each something', () => {
    const part = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 100 }), part, (parts, extra) => {
        const minor = BigInt(parts.length) + extra;
        const shares = minors(minor, ...parts);
        expect(shares.reduce((sum, one) => sum + one, 0n)).toBe(minor);
        expect(shares.every((share) => share > 0n)).toBe(true);
      }),
    );
  });
});
