/** A tag and the trimmed text after it. */
export interface Element {
  readonly line: number;
  /** In capitals. */
  readonly name: string;
  readonly closes: boolean;
  readonly text: string;
}

/** No meaningful tag or text is longer: it is cut. */
const longest = 10_000;

/**
 * The tags of an SGML or XML text that comes in pieces, each with the text up to the next tag. Skips prologues,
 * declarations, comments and everything before the first tag.
 */
export async function* elementsOf(text: AsyncIterable<string>): AsyncGenerator<Element> {
  let line = 1;
  let tag: { readonly line: number; readonly text: string } | null = null;
  let said = '';
  for await (const { kind, text: part } of partsOf(text)) {
    if (kind === 'tag') {
      if (tag !== null) yield elementOf(tag.line, tag.text, said);
      tag = { line, text: part };
      said = '';
    } else if (kind === 'text' && said.length < longest) said += part;
    else if (kind === 'literal' && said.length < longest) said += part.replaceAll('&', '&amp;');
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) line += 1;
  }
  if (tag !== null) yield elementOf(tag.line, tag.text, said);
}

interface Part {
  readonly kind: 'tag' | 'text' | 'literal' | 'nothing';
  readonly text: string;
}

const enclosures = [
  { begins: '<!--', ends: '-->', kind: 'nothing' },
  { begins: '<![CDATA[', ends: ']]>', kind: 'literal' },
  { begins: '<?', ends: '?>', kind: 'nothing' },
  { begins: '<!', ends: '>', kind: 'nothing' },
  { begins: '<', ends: '>', kind: 'tag' },
] as const;

async function* partsOf(text: AsyncIterable<string>): AsyncGenerator<Part> {
  let rest = '';
  for await (const piece of text) {
    rest += piece;
    let at = 0;
    for (;;) {
      const part = partAt(rest, at);
      if (part === null) break;
      yield part.part;
      at = part.end;
    }
    rest = rest.slice(at);
  }
  if (rest !== '') yield { kind: rest.startsWith('<') ? 'nothing' : 'text', text: rest };
}

/** The part that begins at index `at`; null: more text is needed to tell. */
function partAt(text: string, at: number): { readonly part: Part; readonly end: number } | null {
  if (at >= text.length) return null;
  if (text[at] !== '<') {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    return { part: { kind: 'text', text: text.slice(at, end) }, end };
  }
  const isLong = text.length - at > longest;
  const enclosure = enclosures.find(({ begins }) => begins.startsWith(text.slice(at, at + begins.length)));
  if (enclosure === undefined) return null;
  const { begins, ends, kind } = enclosure;
  const close = text.indexOf(ends, at + begins.length);
  if (close >= 0) {
    return { part: { kind, text: text.slice(at + begins.length, close) }, end: close + ends.length };
  }
  // something unclosed is given up rather than waited for
  return isLong ? { part: { kind: 'nothing', text: text.slice(at) }, end: text.length } : null;
}

const entity = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));?/g;
const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function elementOf(line: number, tag: string, text: string): Element {
  const closes = tag.startsWith('/');
  const name = /^\/?([^\s/]*)/.exec(tag)?.[1] ?? '';
  const decoded = text.trim().replace(entity, (all, decimal?: string, hex?: string, named?: string) => {
    if (named !== undefined) return characters[named] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
  return { line, name: name.toUpperCase(), closes, text: closes ? '' : decoded };
}
