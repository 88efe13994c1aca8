import type { PortablePurchase } from '../portable.ts';
import { accountOf } from '../transaction.ts';

/**
 * Account names of beancount: each part begins with a capital or a digit and consists of letters, digits and dashes.
 */

/** Marks a purchase without a category, since an account needs two parts. */
export const uncategorized = 'Uncategorized';

/** Letters that every version of beancount accepts. */
const letters =
  'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0386\\u0388-\\u03ff\\u0400-\\u0481\\u048a-\\u0523\\u0531-\\u0556' +
  '\\u0561-\\u0587\\u05d0-\\u05ea\\u0621-\\u064a\\u0904-\\u0939\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fa5\\uac00-\\ud7a3';
const part = new RegExp(`^(?=[\\p{Lu}\\d])[${letters}\\d][${letters}\\d-]*$`, 'u');
const unknown = new RegExp(`[^${letters}\\d]+`, 'gu');

/** Maps categories to accounts within one file: always the same one, and no two to the same. */
export class AccountNames {
  readonly #accounts = new Map<string, string>();
  readonly #taken = new Set([`Expenses:${uncategorized}`, `Income:${uncategorized}`]);

  /**
   * The account of a purchase. `isNew`: this is its first use; `category` is then its category if the account's name
   * does not show it.
   */
  name({ kind, category }: Pick<PortablePurchase, 'kind' | 'category'>): {
    readonly account: string;
    readonly isNew: boolean;
    readonly category: string | null;
  } {
    const wanted = accountOf(kind, category);
    const known = this.#accounts.get(wanted);
    if (known !== undefined) return { account: known, isNew: false, category: null };
    const [root = '', ...rest] = wanted.split(':');
    const simple = [root, ...rest.map(partOf)].join(':');
    let account = category === null ? `${root}:${uncategorized}` : simple;
    for (let count = 2; category !== null && this.#taken.has(account); count += 1)
      account = `${simple}-${count}`;
    this.#accounts.set(wanted, account);
    this.#taken.add(account);
    return { account, isNew: true, category: account === wanted ? null : category };
  }
}

/** The valid part of an account name that is closest to `text`. */
function partOf(text: string): string {
  if (part.test(text)) return text;
  const known = text.normalize('NFC').replace(unknown, '-').replace(/^-|-$/g, '');
  const capital = known.slice(0, 1).toUpperCase() + known.slice(1);
  return part.test(capital) ? capital : `X${capital}`;
}
