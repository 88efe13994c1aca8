import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { packageFile } from '../../ledger/storage/package-file.ts';

// Otherwise the library loads every font of the machine. The fonts that ship with spndr are enough, and look the same
// everywhere.
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');

const fonts = [
  'NotoSans-Regular',
  'NotoSans-Bold',
  'NotoSansDevanagari-Regular',
  'NotoSansDevanagari-Bold',
  'NotoSansHebrew-Regular',
  'NotoSansArabic-Regular',
];
for (const font of fonts) {
  const path = packageFile(`assets/fonts/${font}.ttf`);
  if (!GlobalFonts.registerFromPath(path))
    throw new Error(`the font ${path} cannot be read: install spndr again`);
}

export const fontFamily = '"Noto Sans", "Noto Sans Devanagari", "Noto Sans Hebrew", "Noto Sans Arabic"';

export { createCanvas };

/**
 * Charts are laid out in points. A picture is 1080 points or 810 pixels wide: as many as a chat shows of it on a phone.
 * What drawing it costs is in proportion to its pixels.
 */
export const pixelsPerPoint = 0.75;

/** Frees a canvas's pixels at once: megabytes that the garbage collector does not know about. */
export function release(canvas: Canvas): void {
  canvas.width = 1;
  canvas.height = 1;
}

export interface TextStyle {
  /** Points. */
  readonly size: number;
  /** How small it may get, in points, before the text is cut; `size` by default. */
  readonly leastSize?: number;
  readonly color: string;
  readonly bold?: boolean;
  /** Which point of the text is at `x`; left by default. */
  readonly align?: 'left' | 'center' | 'right';
}

const ruler = createCanvas(1, 1).getContext('2d');

/** The width of one line of text, in points. */
export function widthOf(text: string, { size, bold = false }: Pick<TextStyle, 'size' | 'bold'>): number {
  ruler.font = fontOf(size, bold);
  return ruler.measureText(text).width;
}

const fontOf = (size: number, bold: boolean) => `${bold ? 'bold ' : ''}${size}px ${fontFamily}`;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Writes one line of text centred vertically on `y`, shrunk or else cut with an ellipsis to fit `room` points. Returns
 * its width.
 */
export function write(
  context: SKRSContext2D,
  text: string,
  [x, y, room]: readonly [x: number, y: number, room: number],
  { size: usual, leastSize = usual, color, bold = false, align = 'left' }: TextStyle,
): number {
  context.font = fontOf(usual, bold);
  const fitting = Math.floor((usual * room) / Math.max(room, context.measureText(text).width));
  const size = Math.max(fitting, leastSize);
  context.font = fontOf(size, bold);
  context.fillStyle = color;
  context.textAlign = align;
  context.textBaseline = 'alphabetic';
  const { line, width } = shorten(context, text, room);
  // capitals of Noto Sans are 0.714 em high, so half of that goes below the middle
  context.fillText(line, x, y + size * 0.357);
  return width;
}

/** The text, or as much of its beginning as fits into `room` points together with an ellipsis. */
function shorten(context: SKRSContext2D, text: string, room: number): { line: string; width: number } {
  const width = context.measureText(text).width;
  if (width <= room) return { line: text, width };
  const letters = [...graphemes.segment(text)].map(({ segment }) => segment);
  const cut = (length: number) => `${letters.slice(0, length).join('').trimEnd()}…`;
  let [fits, tooLong] = [0, letters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (context.measureText(cut(middle)).width <= room) fits = middle;
    else tooLong = middle;
  }
  return { line: cut(fits), width: context.measureText(cut(fits)).width };
}
