import type { SKRSContext2D } from '@napi-rs/canvas';
import { createCanvas, pixelsPerPoint, release, write } from './canvas.ts';
import { chartHeight, drawChart } from './charts.ts';
import type { ChartDrawing, Drawing } from './drawing.ts';
import { type Theme, themes } from './theme.ts';

/** All measures are in points. */
const width = 1080;
const margin = 36;
const padding = 44;
const headHeight = 128;
const titleHeight = 92;
const gap = 28;

/**
 * JPEG quality. It is indistinguishable from a PNG, and Telegram turns every photo into a JPEG anyway; encoding a PNG
 * takes three times as long, and took two thirds of the time to draw a picture.
 */
const quality = 92;

/** Draws the picture as a JPEG. Throws when that fails. */
export function draw(drawing: Drawing): Buffer {
  const theme = themes[drawing.theme];
  const heights = drawing.charts.map(cardHeight);
  const height = headHeight + heights.reduce((sum, card) => sum + card + gap, 0) - gap + margin;
  const canvas = createCanvas(width * pixelsPerPoint, Math.round(height * pixelsPerPoint));
  const context = canvas.getContext('2d');
  context.scale(pixelsPerPoint, pixelsPerPoint);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  drawHead(context, drawing, theme);
  let top = headHeight;
  for (const [index, chart] of drawing.charts.entries()) {
    drawCard(context, chart, top, theme);
    top += (heights[index] ?? 0) + gap;
  }
  const jpeg = canvas.toBuffer('image/jpeg', quality);
  release(canvas);
  return jpeg;
}

function drawHead(context: SKRSContext2D, { title, total }: Drawing, theme: Theme): void {
  const inside = width - 2 * (margin + 8);
  const middle = headHeight / 2 + 4;
  const right = width - margin - 8;
  const place = [right, middle, inside * 0.6] as const;
  const taken =
    total === ''
      ? 0
      : write(context, total, place, { size: 46, color: theme.text, bold: true, align: 'right' });
  const room = inside - taken - (taken > 0 ? 32 : 0);
  write(context, title, [margin + 8, middle, room], { size: 46, color: theme.text, bold: true });
}

function cardHeight(chart: ChartDrawing): number {
  return titleHeight + chartHeight(chart) + padding - 8;
}

function drawCard(context: SKRSContext2D, chart: ChartDrawing, top: number, theme: Theme): void {
  context.fillStyle = theme.card;
  context.beginPath();
  context.roundRect(margin, top, width - 2 * margin, cardHeight(chart), 28);
  context.fill();
  const inside = width - 2 * (margin + padding);
  const middle = top + titleHeight / 2 + 4;
  const note = chart.shows === 'days' ? chart.note : '';
  const place = [width - margin - padding, middle, inside * 0.6] as const;
  const taken =
    note === '' ? 0 : write(context, note, place, { size: 28, color: theme.faint, align: 'right' });
  write(context, chart.title, [margin + padding, middle, inside - taken - 24], {
    size: 32,
    color: theme.text,
    bold: true,
  });
  drawChart(context, chart, { left: margin + padding, top: top + titleHeight, width: inside }, theme);
}
