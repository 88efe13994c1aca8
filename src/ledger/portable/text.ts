/** A file that can be read repeatedly. */
export interface FileSource {
  /** Its name; '' if it has none. */
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'windows-1252';

/**
 * The encoding of a file: by its first bytes, else UTF-8 if all of it is valid, else Windows-1251 if its letters are
 * mostly Cyrillic in that, else Windows-1252.
 */
export async function encodingOf(file: FileSource): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const bytes of file.open()) {
      if (isFirst && bytes.length > 1) {
        const marked = markOf(bytes);
        if (marked) return marked;
        isFirst = false;
      }
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return (await isCyrillic(file)) ? 'windows-1251' : 'windows-1252';
    throw error;
  }
}

/** Whether letters beyond ASCII mostly follow one another, as Cyrillic ones do, and accented Latin ones do not. */
async function isCyrillic(file: FileSource): Promise<boolean> {
  let [letters, following, before] = [0, 0, 0];
  for await (const bytes of file.open()) {
    for (const byte of bytes) {
      if (byte >= 0xc0) letters += 1;
      if (byte >= 0xc0 && before >= 0xc0) following += 1;
      before = byte;
    }
  }
  return following * 2 > letters;
}

/** The encoding shown by a byte order mark, or by the zero bytes of UTF-16; null: none. */
function markOf(bytes: Uint8Array): Encoding | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : null;
}

/** A file's text in pieces, without a byte order mark. */
export async function* textOf(file: FileSource, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of file.open()) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The longest line, in UTF-16 units. */
const longestLine = 16 * 1024 * 1024;

/** The lines of a text, without their ends; too long ones are cut. */
export async function* linesOf(text: AsyncIterable<string>): AsyncIterable<string> {
  let rest = '';
  for await (const piece of text) {
    const [first = '', ...others] = piece.split('\n');
    // checked before appending, as a long line comes in many pieces
    if (rest.length < longestLine) rest += first;
    for (const line of others) {
      yield ended(rest);
      rest = line;
    }
  }
  if (rest !== '') yield ended(rest);
}

function ended(line: string): string {
  const text = line.length > longestLine ? line.slice(0, longestLine) : line;
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** The first `length` UTF-16 units of a text. */
export async function beginningOf(text: AsyncIterable<string>, length: number): Promise<string> {
  let beginning = '';
  for await (const piece of text) {
    beginning += piece;
    if (beginning.length >= length) break;
  }
  return beginning.slice(0, length);
}
