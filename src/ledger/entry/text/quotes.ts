/** The marks that close each opening one: plain, and the pairs that languages and keyboards put in their place. */
const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»', '»': '«' };

const opening = new RegExp(`[${Object.keys(closing).join('')}]`);
const typographic = /“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«/gu;

/** Whether the text begins with a quotation mark that opens. */
export function startsQuoted(text: string): boolean {
  return opening.test(text.trimStart().charAt(0));
}

/** What stands before the first quotation mark. */
export function unquotedStart(text: string): string {
  return text.split(opening, 1)[0] ?? '';
}

/** The text with plain quotation marks in place of typographic ones. */
export function withPlainQuotes(text: string): string {
  return text.replace(typographic, (quoted) => `"${quoted.slice(1, -1).trim()}"`);
}

/** Finds text in quotation marks in one line; all calls together take linear time. */
export class Quotations {
  readonly #line: string;
  readonly #has: boolean;
  /** For each index, that of the plain mark that closes what begins there, -1 if none does; null: there are none. */
  readonly #plain: Int16Array | null;

  constructor(line: string) {
    this.#line = line;
    this.#has = opening.test(line);
    this.#plain = this.#has && line.includes('"') ? plainCloses(line) : null;
  }

  /** The index after the quotation that begins at this index; null: none does. */
  endAt(start: number): number | null {
    const open = this.#has ? (this.#line[start] ?? '') : '';
    if (!opening.test(open)) return null;
    const close = open === '"' ? (this.#plain?.[start + 1] ?? -1) : this.#close(start + 1, open);
    return close === -1 ? null : close + 1;
  }

  /** What stands between the marks, literally, but for spaces beside typographic ones; a plain one within is doubled. */
  wordsIn(start: number, end: number): string {
    const inside = this.#line.slice(start + 1, end - 1);
    return this.#line[start] === '"' ? inside.replaceAll('""', '"') : inside.trim();
  }

  /** Another opening mark of the same kind comes no nearer than the closing one. */
  #close(from: number, open: string): number {
    const close = closing[open] ?? '';
    for (let at = from; at < this.#line.length && this.#line[at] !== open; at += 1) {
      if (close.includes(this.#line[at] ?? '')) return at;
    }
    return -1;
  }
}

function plainCloses(line: string): Int16Array {
  const closes = new Int16Array(line.length + 2).fill(-1);
  for (let at = line.length - 1; at >= 0; at -= 1) {
    const isDoubled = line[at + 1] === '"';
    closes[at] = (line[at] !== '"' ? closes[at + 1] : isDoubled ? closes[at + 2] : at) ?? -1;
  }
  return closes;
}
