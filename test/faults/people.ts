import type { Renderer } from '../../src/chat/locales/render.ts';
import type { Random } from '../simulation/scheduler.ts';

/** One message of a person, and how the one reply to it is known. */
export interface Line {
  readonly text: string;
  /** What the reply to it holds, all of it. */
  readonly answer: readonly string[];
  /** What the ledger must hold because of it. */
  readonly purchase: Purchase | null;
  /** Whether it ends a dialogue: only then may its person fall silent. */
  readonly ends: boolean;
}

/** As it must stand in the ledger. `minor` is a price that no other purchase has. */
export interface Purchase {
  readonly item: string;
  readonly minor: number;
  readonly vendor: string | null;
  readonly category: string | null;
}

/** Every purchase gets the next price: 1.01, 1.02, ... */
export type NextPrice = () => number;

/** What a person says, without end. `letter` names the person; nobody else may have it. */
export interface Script {
  readonly letter: string;
  readonly random: Random;
  readonly nextPrice: NextPrice;
  readonly renderer: Renderer;
  /** Whether the person has to sign up first. */
  readonly signsUp: boolean;
  /** How likely a purchase is poison: the database refuses it whatever happens. Those come in one line. */
  readonly poison: number;
}

/** The word by which the test database knows a poisonous item. */
export const poisonWord = 'poison';

/** A person's lines: signing up, then purchases question by question or in one line. */
export function* linesOf(script: Script): Generator<Line, never> {
  const { random, renderer } = script;
  const phrase = (key: string, args = {}) => renderer.plain({ key, args }, 'en');
  const line = (text: string, answer: readonly string[], end: Partial<Line> = {}): Line => ({
    text,
    answer,
    purchase: null,
    ends: false,
    ...end,
  });

  if (script.signsUp) {
    const email = `${script.letter}@faults.example.com`;
    yield line('hi', [phrase('sign-up-offer')]);
    yield line('y', [phrase('way-in')]);
    yield line('2', [phrase('sign-up-email')]);
    yield line(email, [phrase('sign-up-password', { min: 8 })]);
    yield line('correct horse', [phrase('signed-up', { email })], { ends: true });
  }

  for (let number = 1; ; ) {
    const isPoison = random.chance(script.poison);
    const minor = script.nextPrice();
    const name = `${script.letter}-${lettersOf(minor)}`;
    const item = `${isPoison ? poisonWord : 'thing'} ${name}`;
    const price = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
    const recorded = [phrase('recorded'), `${number}. ${item} `, `$${price} `];
    if (isPoison) {
      yield line(`/new ${item} ${price}`, [phrase('sorry-failed')], { ends: true });
      continue;
    }
    number += 1;
    if (random.chance(0.4)) {
      const purchase = { item, minor, vendor: null, category: null };
      yield line(`/new ${item} ${price}`, recorded, { purchase, ends: true });
      continue;
    }
    const vendor = random.chance(0.2) ? null : `shop ${name}`;
    const category = random.chance(0.2) ? null : `kind ${name}`;
    yield line('/new', [phrase('new-item')]);
    yield line(item, [phrase('new-price', { item })]);
    yield line(price, [phrase('new-vendor')]);
    yield line(vendor ?? '-', [phrase('new-category')]);
    const purchase = { item, minor, vendor, category };
    yield line(category ?? '-', [...recorded, vendor ?? '', category ?? ''], { purchase, ends: true });
  }
}

/** A number in letters, so that an item is never taken for an amount. */
function lettersOf(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 20))
    letters = 'bcdfghjklmnpqrstvwxz'.charAt(rest % 20) + letters;
  return letters;
}
