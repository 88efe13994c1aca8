import { describe, expect, it } from 'vitest';
import { largestFile, readRates } from '../../../src/ledger/rates/read.ts';
import { dailyCsv, historicalCsv, xmlOf } from '../../helpers/rate-files.ts';

const read = (text: string) => readRates(new TextEncoder().encode(text));

/** By day, the rates as a plain object. */
async function ratesOf(text: string) {
  const found = await read(text);
  if (!found.ok) throw new Error(`line ${found.line}: ${found.problem}`);
  return Object.fromEntries(found.days.map(({ day, rates }) => [day, Object.fromEntries(rates)]));
}

const history = {
  '2024-11-22': { USD: '1.0412', JPY: '161.14', GBP: '0.83203' },
  '2024-11-21': { USD: '1.0526', JPY: '162.47', GBP: '0.8311' },
  '1999-01-04': { USD: '1.1789', JPY: '133.73', CYP: '0.58231', GBP: '0.7111' },
};

describe('the files of the ECB', () => {
  it('are read as the daily CSV', async () => {
    expect(await ratesOf(dailyCsv)).toEqual({
      '2024-11-22': { USD: '1.0412', JPY: '161.14', GBP: '0.83203', CHF: '0.9292', ISK: '145.7' },
    });
  });

  it('are read as the historical CSV', async () => {
    expect(await ratesOf(historicalCsv)).toEqual(history);
  });

  it('are read as XML, of one day and of many', async () => {
    const one = { '2024-11-22': history['2024-11-22'] };
    expect(await ratesOf(xmlOf(one))).toEqual(one);
    expect(await ratesOf(xmlOf(history))).toEqual(history);
  });

  it('may have a byte order mark, other line ends and quotes', async () => {
    expect(await ratesOf(`\uFEFF${historicalCsv.replaceAll('\n', '\r\n')}`)).toEqual(history);
    expect(await ratesOf(`\uFEFF${xmlOf(history)}`)).toEqual(history);
    expect(await ratesOf('"Date","USD"\r\n"2024-11-22","1.0412"\r\n')).toEqual({
      '2024-11-22': { USD: '1.0412' },
    });
  });

  it('need no comma at the end of a line', async () => {
    expect(await ratesOf('Date,USD,RUB\n2024-11-22,1.0412,\n')).toEqual({ '2024-11-22': { USD: '1.0412' } });
  });

  it('of 7,000 days are read at once', async () => {
    const day = (index: number) => new Date(Date.UTC(1999, 0, 4 + index)).toISOString().slice(0, 10);
    const codes = Array.from(
      { length: 41 },
      (_, index) => `A${String.fromCharCode(65 + (index % 26))}${index > 25 ? 'B' : 'A'}`,
    );
    const rows = Array.from(
      { length: 7_000 },
      (_, index) => `${day(index)},${codes.map(() => '1.2345').join(',')},`,
    );
    const found = await read(`Date,${codes.join(',')},\n${rows.join('\n')}\n`);
    expect(found.ok && found.days.length).toBe(7_000);
  });
});

describe('a file that is not right is refused with its line', () => {
  it.each([
    ['', 1, /empty/],
    ['hello\n', 1, /begins with "hello", not with Date/],
    ['Date,USD\n', 1, /no rates/],
    ['Date,USD\n2024-11-22,N/A\n', 2, /no rates/],
    ['Date,usd\n2024-11-22,1.1\n', 1, /"usd" is not a currency code/],
    ['Date,EUR\n2024-11-22,1\n', 1, /euro/],
    ['Date,USD,USD\n2024-11-22,1,1\n', 1, /twice/],
    ['Date,USD\n2024-11-22,1.1\n2024-11-22,1.1\n', 3, /2024-11-22 is in the file twice/],
    ['Date,USD\n2024-02-30,1.1\n', 2, /"2024-02-30" is not a day/],
    ['Date,USD\n30 February 2024,1.1\n', 2, /is not a day/],
    ['Date,USD\n22 Brumaire 2024,1.1\n', 2, /is not a day/],
    ['Date,USD\n2024-11-22,1.1\n2024-11-21,"1,08"\n', 3, /"1,08" is not a rate for USD/],
    ['Date,USD\n2024-11-22,-1\n', 2, /not a rate/],
    ['Date,USD\n2024-11-22,0.000\n', 2, /not a rate/],
    ['Date,USD\n2024-11-22,NaN\n', 2, /not a rate/],
    ['Date,USD\n2024-11-22,1e400\n', 2, /not a rate/],
    [`Date,USD\n2024-11-22,${'9'.repeat(400)}\n`, 2, /not a rate/],
    ['Date,USD,JPY\n2024-11-22,1.1\n', 2, /JPY is cut off/],
    ['Date,USD\n2024-11-22,1.1,2.2\n', 2, /2 rates for 1 currencies/],
    ['Date,USD\n2024-11-22,"1.1\n', 2, /./],
    [`Date,USD\n2024-11-22,${'9'.repeat(20_000)}\n`, 2, /./],
  ])('%j', async (text, line, problem) => {
    expect(await read(text)).toEqual({ ok: false, line, problem: expect.stringMatching(problem) });
  });

  const day = (rates: string) => `<a>\n<Cube time="2024-11-22">\n${rates}\n</Cube>\n</a>\n`;
  it.each([
    ['<a>', 1, /unclosed/i],
    ['<a>\n</b>\n', 2, /./],
    ['<a/>', 1, /no rates/],
    [day(''), 5, /no rates/],
    [day('<Cube currency="USD" rate="1,1"/>'), 3, /"1,1" is not a rate for USD/],
    [day('<Cube currency="USD"/>'), 3, /not a rate/],
    [day('<Cube rate="1.1"/>'), 3, /not a currency code/],
    [day('<Cube currency="USD" rate="1"/>\n<Cube currency="USD" rate="1"/>'), 4, /two rates/],
    [day('<Cube time="2024-11-21"/>'), 3, /inside another day/],
    ['<a>\n<Cube currency="USD" rate="1.1"/>\n</a>', 2, /outside a day/],
    ['<a>\n<Cube time="yesterday"/>\n</a>', 2, /"yesterday" is not a day/],
    [day('<Cube currency="USD" rate="1.1"/></Cube><Cube time="2024-11-22">'), 3, /twice/],
    ['<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>', 1, /document type/],
    ['<a>\n&lol;</a>', 2, /entity/],
    ['<!DOCTYPE html><html><body>503</body></html>', 1, /document type/],
    ['<html><body>Not <br> found</body></html>', 1, /./],
  ])('%j', async (text, line, problem) => {
    const found = await read(text);
    expect(found).toEqual({ ok: false, line: expect.any(Number), problem: expect.stringMatching(problem) });
    expect(!found.ok && Math.abs(found.line - line)).toBeLessThanOrEqual(1);
  });

  it('when it is not text, an archive, or too large', async () => {
    const refused = (problem: RegExp) => ({ ok: false, line: 1, problem: expect.stringMatching(problem) });
    expect(await readRates(Uint8Array.of(0xff, 0xfe, 0x41))).toEqual(refused(/not UTF-8/));
    expect(await readRates(new TextEncoder().encode('PK\u0003\u0004'))).toEqual(refused(/unzip/));
    expect(await readRates(new Uint8Array(largestFile + 1))).toEqual(refused(/larger/));
  });

  it('in time that grows no faster than the file', async () => {
    const hostile = [
      `<${'a'.repeat(1_000_000)}`,
      '<a>'.repeat(200_000),
      `Date,${'"'.repeat(100_000)}`,
      ','.repeat(15_000),
    ];
    for (const text of hostile) {
      const started = performance.now();
      expect((await read(text)).ok).toBe(false);
      expect(performance.now() - started).toBeLessThan(3_000);
    }
  });
});
