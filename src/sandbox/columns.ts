const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|\uFE0F|[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303F\uFF01-\uFF60]/u;

/** How many columns a text takes on a terminal: two for emoji and the wide letters of East Asia. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of letters.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}

/**
 * `pieces`, joined by `gap`, on lines of at most `columns`, the first of which begins with `mark` and the others that
 * far in. A piece that is wider stands alone, for the terminal to break.
 */
export function broken(
  pieces: readonly string[],
  gap: string,
  { mark, columns }: { readonly mark: string; readonly columns: number },
): string[] {
  const room = columns - mark.length - 1;
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    const longer = line === undefined ? piece : `${line}${gap}${piece}`;
    // what would be nothing but blank is no line to end
    if (line === undefined || (line.trim() !== '' && columnsOf(longer) > room)) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  const indent = ' '.repeat(mark.length);
  return lines.map((line, index) => `${index === 0 ? mark : indent} ${line}`.trimEnd());
}
