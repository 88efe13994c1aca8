import { readFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../src/chat/picture.ts';
import { write } from '../../../src/daemon/pictures/canvas.ts';
import { draw } from '../../../src/daemon/pictures/draw.ts';
import { drawable, isDrawable } from '../../../src/daemon/pictures/labels.ts';
import { months as monthsChart } from '../../../src/daemon/pictures/month-chart.ts';
import { themes } from '../../../src/daemon/pictures/theme.ts';
import { putIntoWords } from '../../../src/daemon/pictures/words.ts';
import { charactersOf } from '../../helpers/font-characters.ts';
import {
  categoriesChart,
  monthPicture,
  pictureOf,
  pictureRenderer,
  words,
} from '../../helpers/made-pictures.ts';

const renderer = await pictureRenderer();

async function pixelsOf(picture: Picture, locale = 'en') {
  const image = await loadImage(draw(putIntoWords(picture, renderer, locale)));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const shows = (color: string, x: number, y: number) => isNear(data, (y * width + x) * 4, color);
  const pixelsIn = (color: string, [left, right]: readonly [number, number] = [0, width]) => {
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const x = (at / 4) % width;
      if (x >= left && x < right && isNear(data, at, color)) count += 1;
    }
    return count;
  };
  return { width, height, shows, pixelsIn };
}

/** Whether a pixel has this colour, but for what a JPEG makes of it. */
function isNear(data: Uint8ClampedArray, at: number, color: string): boolean {
  const wanted = Number.parseInt(color.slice(1), 16);
  return [16, 8, 0].every((shift, channel) => {
    const difference = (data[at + channel] ?? 0) - ((wanted >> shift) & 0xff);
    return Math.abs(difference) <= 20;
  });
}

/** The ink of one line in black on nothing: how dark each pixel is. */
function inkOf(text: string, bold = false): { ink: Buffer; dark: number; width: number } {
  const context = createCanvas(600, 80).getContext('2d');
  const width = write(context, text, [10, 40, 580], { size: 40, color: '#000000', bold });
  const ink = Buffer.from(context.getImageData(0, 0, 600, 80).data);
  return { ink, dark: ink.filter((value, at) => at % 4 === 3 && value > 0).length, width };
}

describe.each(['light', 'dark'] as const)('a %s picture', (theme) => {
  it('is 810 pixels wide and in the colours of its theme', async () => {
    const { width, height, shows, pixelsIn } = await pixelsOf(monthPicture(theme));
    const { background, card, text, accent, categories } = themes[theme];
    expect(width).toBe(810);
    expect(height).toBeGreaterThan(1_125);
    expect(height).toBeLessThan(1_650);
    expect(shows(background, 2, 2)).toBe(true);
    expect(shows(card, 45, 120)).toBe(true);
    for (const color of [text, accent, ...categories.slice(0, 7)])
      expect(pixelsIn(color)).toBeGreaterThan(100);
  });

  it('is one that Telegram takes as a photo, whatever is in it', async () => {
    const { width, height } = await pixelsOf({ ...pictureOf(categoriesChart(), theme) });
    expect(width / height).toBeLessThan(20);
  });
});

describe('words', () => {
  const samples = ['Food', 'Еда', 'Φαγητό', 'खाना', 'מזון', 'طعام', '€₹₽¥'];

  it.each(samples)('%s are drawn', (sample) => {
    const blank = inkOf(' ');
    expect(blank.dark).toBe(0);
    for (const bold of [false, true]) expect(inkOf(sample, bold).dark).toBeGreaterThan(300);
  });

  it('look each their own way, and heavier in bold', () => {
    expect(new Set(samples.map((sample) => inkOf(sample).ink.toString('base64'))).size).toBe(samples.length);
    for (const sample of ['Food', 'Еда', 'Φαγητό', 'खाना'])
      expect(inkOf(sample, true).dark).toBeGreaterThan(inkOf(sample).dark);
  });

  it('in Devanagari join their letters', () => {
    const apart = inkOf('क').width + inkOf('ष').width;
    expect(inkOf('क्ष').width).toBeLessThan(apart * 0.95);
    // the short i stands before the letter that it follows
    expect(inkOf('कि').ink.equals(inkOf('क').ink)).toBe(false);
    expect(inkOf('कि').width).toBeGreaterThan(inkOf('क').width);
  });

  it('have room for their beginning at least', () => {
    const context = createCanvas(600, 80).getContext('2d');
    const style = { size: 40, color: '#000000' };
    expect(write(context, 'A name that goes on and on', [0, 40, 200], style)).toBeLessThanOrEqual(200);
    expect(write(context, 'Food', [0, 40, 0], style)).toBeLessThan(50);
    expect(write(context, 'क्षत्रिय '.repeat(40), [0, 40, 300], style)).toBeLessThanOrEqual(300);
  });

  it('are written in nothing but the fonts that ship with spndr', () => {
    const shipped = ['', 'Devanagari', 'Hebrew', 'Arabic'].map((script) =>
      charactersOf(
        readFileSync(new URL(`../../../assets/fonts/NotoSans${script}-Regular.ttf`, import.meta.url)),
      ),
    );
    const missing = Array.from({ length: 0x30000 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .filter((code) => isDrawable(String.fromCodePoint(code)))
      .filter((code) => !shipped.some((characters) => characters.has(code)));
    expect(missing.map((code) => code.toString(16))).toEqual([]);
  });

  it.each([
    ['🍕🍔 Pizza 👨‍👩‍👧‍👦', 'Pizza'],
    ['1️⃣ first', '1 first'],
    ['🍕', '…'],
    ['食べ物', '…'],
    ['\u200D\u200C', '…'],
    ['a\nb\u2028c\td', 'a b c d'],
    ['\u202Eevil\u2069 \u0007', 'evil'],
    [`z${'\u0301'.repeat(50)}`, 'ź\u0301\u0301\u0301\u0301'],
    ['x'.repeat(5_000), 'x'.repeat(200)],
    ['\uD83C', '…'],
    ['\u22125 kr', '–5 kr'],
  ])('%j are left as %j', (given, left) => {
    expect(drawable(given)).toBe(left);
  });
});

describe('odd figures', () => {
  const big = 9_999_999_999_999_999n;
  const many = Array.from({ length: 1_000 }, (_, index) => [`No. ${index}`, BigInt(5_000 - index)] as const);
  const days = (amounts: readonly (string | null)[], budget: string | null = null) =>
    pictureOf({ title: words('Days'), currency: 'EUR', shows: 'days', from: '2026-03-01', amounts, budget });
  const months = (...amounts: string[]) =>
    pictureOf({
      title: words('Months'),
      currency: 'EUR',
      shows: 'months',
      months: amounts.map((amount, index) => ({
        month: `2026-${String(index + 1).padStart(2, '0')}-01`,
        amount,
      })),
    });

  it.each<[string, Picture]>([
    ['no category', pictureOf(categoriesChart())],
    ['one category', pictureOf(categoriesChart(['Food', 1n]))],
    ['a thousand categories', pictureOf(categoriesChart(...many))],
    ['16 digits', pictureOf(categoriesChart(['Food', big], [null, big], ['Back', -big]))],
    ['more back than spent', pictureOf(categoriesChart(['Food', -5n], ['Rent', 0n]))],
    [
      'long and odd names',
      pictureOf(categoriesChart(['ab '.repeat(500), 3n], ['(טעים) 12', 2n], ['🍕', 1n])),
    ],
    ['no days', days([])],
    ['days to come', days([null, null, null], '100')],
    ['days without spending', days(['0', '0', null])],
    ['days with refunds', days(['100', '-300', '50', null], '-20')],
    ['a day of 16 digits', days([String(big), `-${big}`], String(big))],
    [
      'ten thousand days',
      days(
        Array.from({ length: 10_000 }, () => '100'),
        '5000',
      ),
    ],
    ['no months', months()],
    ['months of nothing', months('0', '0')],
    ['months of refunds', months('-100', '-5000000', '300')],
  ])('%s', async (_what, picture) => {
    const { width, height, shows } = await pixelsOf(picture);
    expect(width).toBe(810);
    expect(height).toBeLessThan(900);
    expect(shows(themes.light.card, 45, 120)).toBe(true);
  });

  it('of refunds are drawn in a colour of their own', async () => {
    const { back } = themes.light;
    const spent = await pixelsOf(days(['100', '300']));
    const refunded = await pixelsOf(days(['100', '-300']));
    expect(spent.pixelsIn(back)).toBe(0);
    expect(refunded.pixelsIn(back)).toBeGreaterThan(1_000);
  });

  it('beyond the budget warn', async () => {
    const { warning, accent } = themes.light;
    const within = await pixelsOf(days(['100', '100', null], '200'));
    const beyond = await pixelsOf(days(['100', '101', null], '200'));
    expect([within.pixelsIn(warning), within.pixelsIn(accent) > 250]).toEqual([0, true]);
    expect([beyond.pixelsIn(accent), beyond.pixelsIn(warning) > 250]).toEqual([0, true]);
  });

  it('that pass the budget at once leave its name room at the other end', async () => {
    const { text } = themes.light;
    const left = [0, 300] as const;
    const right = [562, 810] as const;
    const month = Array.from({ length: 30 }, () => '1000');
    const within = await pixelsOf(days(month, '40000'));
    const beyond = await pixelsOf(days(month, '1500'));
    expect(beyond.pixelsIn(text, left)).toBeLessThan(within.pixelsIn(text, left) - 170);
    expect(beyond.pixelsIn(text, right)).toBeGreaterThan(within.pixelsIn(text, right) + 170);
  });

  it.each([
    ['en', 12, true],
    ['de', 12, true],
    ['ru', 6, true],
    ['ru', 12, false],
    ['pt-BR', 12, false],
    ['hi', 12, false],
  ])('of months have their amounts where these can be read (%s, %i)', (locale, count, hasAmounts) => {
    const picture = months(...Array.from({ length: count }, (_, index) => String(160_000 + 3_000 * index)));
    const [drawing] = putIntoWords(picture, renderer, locale).charts;
    if (drawing?.shows !== 'months') throw new Error(drawing?.shows);
    const { plugins, options } = monthsChart(drawing, themes.light, 920);
    const isScaled = options?.scales?.y?.ticks?.display !== false;
    expect([plugins?.length === 1, isScaled]).toEqual([hasAmounts, !hasAmounts]);
  });
});
