import type { SKRSContext2D } from '@napi-rs/canvas';
import { write } from './canvas.ts';
import { type Configuration, layer } from './chart-parts.ts';
import type { CategoriesDrawing } from './drawing.ts';
import type { Theme } from './theme.ts';

const rowHeight = 82;
const barHeight = 18;
/**
 * Points. The words above the first bar reach this far out of its row; below the last bar at least as much is empty.
 */
const aboveRows = 12;
export const emptyBelowRows = 30;

/** The chart's height in points, without the empty part below the last bar. */
export function categoriesHeight({ bars }: CategoriesDrawing): number {
  return aboveRows + bars.length * rowHeight - emptyBelowRows;
}

/** One bar per category, with its name, amount and share above it. */
export function categories({ bars }: CategoriesDrawing, theme: Theme): Configuration {
  const values = bars.map(({ value }) => value);
  const colors = bars.map(({ own, value }, index) =>
    value < 0
      ? theme.back
      : own
        ? (theme.categories[index % theme.categories.length] ?? theme.accent)
        : theme.rest,
  );
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ name }) => name),
      datasets: [
        {
          data: values,
          backgroundColor: colors,
          barThickness: barHeight,
          borderRadius: barHeight / 2,
          borderSkipped: false,
          minBarLength: barHeight,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      layout: { padding: { top: aboveRows } },
      scales: {
        x: { display: false, min: Math.min(0, ...values), max: Math.max(0, ...values) || 1 },
        y: { display: false },
      },
    },
    plugins: [
      layer('beforeDatasetsDraw', (chart, on) => {
        on.fillStyle = theme.track;
        for (const { y } of chart.getDatasetMeta(0).data) {
          on.beginPath();
          on.roundRect(0, y - barHeight / 2, chart.width, barHeight, barHeight / 2);
          on.fill();
        }
      }),
      layer('afterDatasetsDraw', (chart, on) => {
        for (const [index, { y }] of chart.getDatasetMeta(0).data.entries()) {
          const bar = bars[index];
          if (bar) writeBar(on, bar, [chart.width, y - barHeight / 2 - 26], theme);
        }
      }),
    ],
  };
}

function writeBar(
  on: SKRSContext2D,
  { name, own, amount, share }: CategoriesDrawing['bars'][number],
  [width, y]: readonly [number, number],
  theme: Theme,
): void {
  const size = 29;
  const shareRoom = 96;
  write(on, share, [width, y, shareRoom], { size, color: theme.faint, align: 'right' });
  const right = width - (share === '' ? 0 : shareRoom);
  const place = [right, y, width * 0.55] as const;
  const taken = write(on, amount, place, { size, color: theme.text, bold: true, align: 'right' });
  write(on, name, [0, y, right - taken - 28], { size, color: own ? theme.text : theme.faint });
}
