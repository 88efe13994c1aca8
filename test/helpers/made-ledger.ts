import type { Day } from '../../src/ledger/day.ts';
import { addDays } from '../../src/ledger/day.ts';
import { createRandom } from '../simulation/scheduler.ts';
import { habits, type Shop, shops } from './made-habits.ts';

/** A purchase of a generated ledger. */
export interface MadePurchase {
  readonly item: string;
  readonly vendor: string | null;
  /** null: the person did not say one. */
  readonly category: string | null;
  readonly day: Day;
  /** The person chose a wrong category by mistake, which nothing could have predicted. */
  readonly slip: boolean;
}

/** How the person of a generated ledger writes; all are probabilities. */
const manners = {
  /** Names the vendor if there is one. */
  vendor: 0.55,
  /** Writes the shop's name as the item: "12.50 lidl". */
  shopAsItem: 0.08,
  /** Names the category; other purchases are no examples and are not asked about. */
  category: 0.85,
  /** Names a wrong one. */
  slip: 0.03,
  /** Mistypes a word. */
  typo: 0.03,
  /** Adds a word that says nothing about the category. */
  extra: 0.12,
  /** Writes in German, at the beginning and at the end: the habit changes over time. */
  german: [0.2, 0.6],
  /** Buys something never bought before or after. */
  oddment: 0.04,
} as const;

const extras = [
  'big',
  'small',
  'for us',
  'again',
  'sale',
  'new',
  'groß',
  'klein',
  'im angebot',
  'für 2',
  'x2',
];
const firstDay = '2022-01-01';
const purchasesPerDay = 4.5;

/**
 * `count` purchases of one fictional person, oldest first, always the same for the same seed. Shops vary in frequency,
 * some sell several categories, some come and go; habits and names change over time; items are in English and German,
 * with typos, filler words, and wrong or missing categories.
 */
export function makeLedger(seed: number, count: number): readonly MadePurchase[] {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  /** Zipf's law: the first of a list are picked most. */
  const pickOften = <T>(list: readonly T[]): T =>
    weighted(
      random,
      list.map((one, index) => [one, 1 / (index + 1)]),
    );
  const life = liveThrough(random);

  return Array.from({ length: count }, (_, index) => {
    const when = index / count;
    const day = addDays(firstDay, Math.floor(index / purchasesPerDay));
    const { shop, meant } = life.visit(when);
    const german = random.chance(manners.german[0] + (manners.german[1] - manners.german[0]) * when);
    const words = habits[meant] ?? { en: [meant], de: [meant] };
    const typed = random.chance(manners.oddment) ? oddment(random) : pickOften(german ? words.de : words.en);
    const named = shop !== null && random.chance(manners.vendor);
    const bare = shop !== null && !named && random.chance(manners.shopAsItem);
    let item = bare ? shop.name.toLowerCase() : typed;
    if (random.chance(manners.extra)) item = `${item} ${pick(extras)}`;
    if (random.chance(manners.typo)) item = mistyped(item, random);
    const slip = random.chance(manners.slip);
    const category = slip ? pick(Object.keys(habits)) : life.nameOf(meant, shop, when);
    return {
      item,
      vendor: named ? shop.name : null,
      category: random.chance(manners.category) ? category : null,
      day,
      slip: slip && category !== life.nameOf(meant, shop, when),
    };
  });
}

type Random = ReturnType<typeof createRandom>;

interface Visit {
  readonly shop: Shop | null;
  readonly meant: string;
}

/** Decides where this person goes at a time (0 to 1 of the ledger's span), and what they call what they buy there. */
function liveThrough(random: Random) {
  // a third of the shops is visited only for some of the time: a new flat, a new job
  const lives = shops.map((shop) => {
    const often = 1 / (1 + random.next() * 30);
    if (random.chance(0.67)) return { shop, often: often * shop.often, from: 0, until: 1 };
    const from = random.next() * 1.2 - 0.3;
    return { shop, often: often * shop.often, from, until: from + 0.3 + random.next() * 0.4 };
  });
  const kidsFrom = 0.3 + random.next() * 0.3;
  const cafesAreCoffeeFrom = 0.4 + random.next() * 0.3;
  return {
    visit(when: number): Visit {
      if (random.chance(0.1)) return { shop: null, meant: anyHabit(random, when > kidsFrom) };
      const open = lives.filter(({ from, until }) => from <= when && when < until);
      const shop = weighted(
        random,
        open.map((life) => [life.shop, life.often]),
      );
      const sold = Object.entries(shop.sells).filter(([meant]) => meant !== 'kids' || when > kidsFrom);
      return sold.length === 0 ? { shop: null, meant: 'gifts' } : { shop, meant: weighted(random, sold) };
    },
    nameOf(meant: string, shop: Shop | null, when: number): string {
      // up to some day, coffee in a café counted as eating out
      if (meant === 'coffee' && shop !== null && when < cafesAreCoffeeFrom) return 'eating out';
      return meant;
    },
  };
}

/** Picks one of a non-empty list by weight. */
function weighted<T>(random: Random, list: readonly (readonly [T, number])[]): T {
  let rest = random.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [one, weight] of list) {
    rest -= weight;
    if (rest < 0) return one;
  }
  return (list.at(-1) as readonly [T, number])[0];
}

function anyHabit(random: Random, kids: boolean): string {
  const names = Object.keys(habits).filter((name) => kids || name !== 'kids');
  return names[Math.floor(random.next() ** 1.5 * names.length)] as string;
}

const syllables = 'ba ko ri tal men su ve dor lin pa gra fi no ste'.split(' ');

function oddment(random: Random): string {
  const part = () => syllables[Math.floor(random.next() * syllables.length)];
  return `${part()}${part()}${part()}`;
}

function mistyped(words: string, random: Random): string {
  const at = Math.floor(random.next() * Math.max(1, words.length - 1));
  return `${words.slice(0, at)}${words.slice(at + 1)}` || words;
}
