/** The marks that close each opening one: plain, and the pairs that languages and keyboards put in their place. */
const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»', '»': '«' };

const opening = new RegExp(`[${Object.keys(closing).join('')}]`);
const typographic = /“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«/gu;

/** What stands before the first quotation mark. */
export function unquotedStart(text: string): string {
  return text.split(opening, 1)[0] ?? '';
}

/** The text with plain quotation marks in place of typographic ones. */
export function withPlainQuotes(text: string): string {
  return text.replace(typographic, (quoted) => `"${quoted.slice(1, -1).trim()}"`);
}

export interface Quotation {
  /** What stands between the marks, literally, but for the spaces beside typographic ones. */
  readonly words: string;
  /** The index after the closing mark. */
  readonly end: number;
}

/** Finds text in quotation marks in one line; all calls together take linear time. */
export class Quotations {
  readonly #line: string;
  readonly #has: boolean;
  #plainIsClosed = true;

  constructor(line: string) {
    this.#line = line;
    this.#has = opening.test(line);
  }

  /** The quotation that begins at this index; null: none does, or it is empty. A plain quote within one is doubled. */
  at(start: number): Quotation | null {
    const open = this.#has ? (this.#line[start] ?? '') : '';
    if (!opening.test(open)) return null;
    const close = open === '"' ? this.#plainClose(start + 1) : this.#close(start + 1, open);
    if (close === null) return null;
    const inside = this.#line.slice(start + 1, close);
    const words = open === '"' ? inside.replaceAll('""', '"') : inside.trim();
    return words.trim() === '' ? null : { words, end: close + 1 };
  }

  #plainClose(from: number): number | null {
    if (!this.#plainIsClosed) return null;
    let close = this.#line.indexOf('"', from);
    while (close !== -1 && this.#line[close + 1] === '"') close = this.#line.indexOf('"', close + 2);
    this.#plainIsClosed = close !== -1;
    return close === -1 ? null : close;
  }

  /** Another opening mark of the same kind comes no nearer than the closing one. */
  #close(from: number, open: string): number | null {
    const close = closing[open] ?? '';
    for (let at = from; at < this.#line.length && this.#line[at] !== open; at += 1) {
      if (close.includes(this.#line[at] ?? '')) return at;
    }
    return null;
  }
}
