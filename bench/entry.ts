/**
 * Measures the entry parser on one core: lines a second on everyday lines, and the time of texts made to be slow.
 * Prints medians of the processor's time, so that a busy machine gives the same figures as an idle one.
 */
import { parseEntry } from '../src/ledger/entry/parse.ts';
import { hostileTexts } from '../test/helpers/hostile-texts.ts';

const options = {
  today: '2026-03-11',
  currency: 'EUR',
  locale: 'en',
  categories: ['Food', 'Transport', 'Eat out', 'Home', 'Health'],
  vendors: ['Lidl', 'Starbucks', 'Amazon'],
};

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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function milliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function linesPerSecond(rounds: number): number {
  const spent = milliseconds(() => {
    for (let round = 0; round < rounds; round += 1) for (const line of everyday) parseEntry(line, options);
  });
  return (rounds * everyday.length) / (spent / 1000);
}

linesPerSecond(2000);
const speed = median(Array.from({ length: 7 }, () => linesPerSecond(1000)));
console.log(`everyday lines: ${Math.round(speed).toLocaleString('en')} lines/s (goal 50,000)`);
let slowest = 0;
for (const [name, text] of Object.entries(hostileTexts())) {
  const time = median(Array.from({ length: 9 }, () => milliseconds(() => void parseEntry(text, options))));
  slowest = Math.max(slowest, time);
  console.log(`${name}: ${time.toFixed(2)} ms for ${text.length} characters`);
}
console.log(`slowest hostile text: ${slowest.toFixed(2)} ms (goal 20 ms)`);
