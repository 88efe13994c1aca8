import type { SKRSContext2D } from '@napi-rs/canvas';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { createCanvas, fontFamily, pixelsPerPoint, release, write } from './canvas.ts';
import { categories, categoriesHeight, emptyBelowRows } from './category-chart.ts';
import { days } from './day-chart.ts';
import type { ChartDrawing } from './drawing.ts';
import { months } from './month-chart.ts';
import type { Theme } from './theme.ts';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
);
Chart.defaults.font.family = fontFamily;

const plotHeight = 360;
const nothingHeight = 120;

/** The height of a chart in points, without its title. */
export function chartHeight(chart: ChartDrawing): number {
  if (chart.shows === 'categories') return categoriesHeight(chart);
  return chart.shows === 'nothing' ? nothingHeight : plotHeight;
}

/** Draws the chart with its top left corner at `place`. */
export function drawChart(
  context: SKRSContext2D,
  chart: ChartDrawing,
  place: { readonly left: number; readonly top: number; readonly width: number },
  theme: Theme,
): void {
  const { left, top, width } = place;
  const height = chartHeight(chart);
  if (chart.shows === 'nothing') {
    const style = { size: 30, color: theme.faint, align: 'center' as const };
    write(context, chart.words, [left + width / 2, top + height / 2 - 10, width], style);
    return;
  }
  const configuration =
    chart.shows === 'categories'
      ? categories(chart, theme)
      : chart.shows === 'days'
        ? days(chart, theme)
        : months(chart, theme, width);
  // Chart.js takes a whole canvas, and clears it on `destroy`: so it gets one of its own, copied before that.
  const canvas = createCanvas(width, height + (chart.shows === 'categories' ? emptyBelowRows : 0));
  // Chart.js is typed for a browser's canvas, but uses nothing that this one lacks.
  const drawn = new Chart(canvas as never, {
    ...configuration,
    options: { ...still, ...configuration.options },
  });
  // pixel by pixel: between two pixels it would be blurred
  const onPixel = (points: number) => Math.round(points * pixelsPerPoint) / pixelsPerPoint;
  const { width: pixelsWide, height: pixelsHigh } = canvas;
  context.drawImage(
    canvas,
    onPixel(left),
    onPixel(top),
    pixelsWide / pixelsPerPoint,
    pixelsHigh / pixelsPerPoint,
  );
  drawn.destroy();
  release(canvas);
}

const still = { animation: false as const, responsive: false, devicePixelRatio: pixelsPerPoint, events: [] };
