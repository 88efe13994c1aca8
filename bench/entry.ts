/**
 * Measures the entry parser on one core: lines per second on everyday lines, the cost of a single line after a pause,
 * and the time for hostile texts. Prints medians: of CPU time, so that a busy machine gives the same figures as an idle
 * one; for single lines, of elapsed time.
 */
import { parseEntry } from '../src/ledger/entry/parse.ts';
import type { ParseOptions } from '../src/ledger/entry/reader.ts';
import { hostileTexts } from '../test/helpers/hostile-texts.ts';

const everyday = [
  '5.50 Coffee',
  '12,50 lunch @ Starbucks',
  'Taxi S$15',
  'lunch 12.50 yesterday',
  '2 Prawn noodles, 10$',
  '1 900 RSD hobby #fun',
  'вчера 500 продукты',
  'Миттагессен 12,50 €',
  'ayer 20 cena #comida',
  'gestern 7,80 Brot @ Bäcker',
  'chai 30, auto 80',
  '100-5*3 hardware',
  'r 5.20 amazon',
  '100 walmart: 60 groceries, 20 car, rest home',
  '5 Mar 40 gifts, food',
  'rent 500 monthly on the 5th',
];

const today = '2026-03-11';
const one: ParseOptions = {
  today,
  currency: 'EUR',
  locale: 'en',
  categories: ['Food', 'Transport', 'Eat out', 'Home', 'Health'],
  vendors: ['Lidl', 'Starbucks', 'Amazon'],
};
const people: readonly ParseOptions[] = [
  one,
  { today, currency: 'USD', locale: 'en-US', categories: [], vendors: [] },
  {
    today,
    currency: 'EUR',
    locale: 'de',
    categories: ['Lebensmittel', 'Miete', 'Auto', 'Essen gehen'],
    vendors: ['Rewe', 'Bäcker'],
  },
  { today, currency: 'MXN', locale: 'es-MX', categories: ['Comida', 'Casa'], vendors: ['Oxxo'] },
  { today, currency: 'RUB', locale: 'ru', categories: ['Продукты', 'Хобби'], vendors: ['Пятёрочка'] },
  {
    today,
    currency: 'JPY',
    locale: 'ja',
    categories: numbered('Category', 60),
    vendors: numbered('Vendor', 200),
  },
  { today, currency: 'SEK', locale: 'sv', categories: ['Mat', 'Resor'], vendors: ['ICA', 'SJ'] },
  { today, currency: 'INR', locale: 'en-IN', categories: ['Chai', 'Food', 'Auto', 'Rent'], vendors: [] },
];

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}

/** A copy in new objects and arrays, as each message in the chat brings them. */
function afresh(options: ParseOptions): ParseOptions {
  return { ...options, categories: [...options.categories], vendors: [...options.vendors] };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function milliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const rounds = 1000;

/** Lines per second; `optionsOf` gives the options for the line with that index. */
function linesPerSecond(optionsOf: (index: number) => ParseOptions): number {
  let index = 0;
  const spent = milliseconds(() => {
    for (let round = 0; round < rounds; round += 1) {
      for (const line of everyday) parseEntry(line, optionsOf(index++));
    }
  });
  return index / (spent / 1000);
}

function measured(name: string, optionsOf: (index: number) => ParseOptions): void {
  for (let warmUp = 0; warmUp < 4; warmUp += 1) linesPerSecond(optionsOf);
  const speed = median(Array.from({ length: 9 }, () => linesPerSecond(optionsOf)));
  console.log(`${name}: ${Math.round(speed).toLocaleString('en')} lines/s (goal 50,000)`);
}

measured('everyday lines of one person', () => one);
// every person writes every line, though the numbers of people and lines have a common factor
measured('everyday lines of eight people', (index) =>
  afresh(people[(index + Math.floor(index / everyday.length)) % people.length] ?? one),
);

/** Microseconds for the first line after the CPU was busy with something else for `pauseMs`. */
function microsecondsAfter(pauseMs: number): number {
  const times = Array.from({ length: 200 }, (_, index) => {
    for (const beganMs = performance.now(); performance.now() - beganMs < pauseMs; );
    const beganMs = performance.now();
    parseEntry(everyday[index % everyday.length] ?? '', one);
    return (performance.now() - beganMs) * 1000;
  });
  return median(times);
}

const pauses = [0, 1, 4, 16].map((ms) => `${ms} ms ${microsecondsAfter(ms).toFixed(1)} µs`);
console.log(`one line, so long after the one before: ${pauses.join(', ')}`);

let slowest = 0;
for (const [name, text] of Object.entries(hostileTexts())) {
  const time = median(Array.from({ length: 9 }, () => milliseconds(() => void parseEntry(text, one))));
  slowest = Math.max(slowest, time);
  console.log(`${name}: ${time.toFixed(2)} ms for ${text.length} characters`);
}
console.log(`slowest hostile text: ${slowest.toFixed(2)} ms (goal 20 ms)`);
