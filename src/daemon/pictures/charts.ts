import type { SKRSContext2D } from '@napi-rs/canvas';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from 'chart.js';
import { createCanvas, fontFamily, release, write } from './canvas.ts';
import type { CategoriesDrawing, ChartDrawing, DaysDrawing, MonthsDrawing, Scale } from './drawing.ts';
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

const rowHeight = 82;
const barHeight = 18;
/** The words above the first bar reach so far out of its row; below the last bar as much and more is empty. */
const aboveRows = 12;
const emptyBelowRows = 30;
const plotHeight = 360;
const nothingHeight = 120;

/** How many pixels high a chart is, without its title. */
export function chartHeight(chart: ChartDrawing): number {
  if (chart.shows === 'categories') return aboveRows + chart.bars.length * rowHeight - emptyBelowRows;
  return chart.shows === 'nothing' ? nothingHeight : plotHeight;
}

/** Draws the chart with its upper left corner at `place`. */
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
        : months(chart, theme);
  // It fills a canvas of its own, which it empties when it goes.
  const canvas = createCanvas(width, height + (chart.shows === 'categories' ? emptyBelowRows : 0));
  // Its types know the canvas of a browser only; it needs no more than this one has.
  const drawn = new Chart(canvas as never, {
    ...configuration,
    options: { ...still, ...configuration.options },
  });
  context.drawImage(canvas, left, top);
  drawn.destroy();
  release(canvas);
}

const still = { animation: false as const, responsive: false, devicePixelRatio: 1, events: [] };

type Configuration = ChartConfiguration<'bar' | 'line'>;
type Drawn = Chart<'bar' | 'line'>;

/** Something drawn by hand with the places that a chart has worked out. */
function layer(
  when: 'beforeDatasetsDraw' | 'afterDatasetsDraw',
  paint: (chart: Drawn, on: SKRSContext2D) => void,
) {
  return { id: when, [when]: (chart: Drawn) => paint(chart, contextOf(chart)) } as Plugin<'bar' | 'line'>;
}

function contextOf(chart: Drawn): SKRSContext2D {
  return chart.ctx as unknown as SKRSContext2D;
}

function categories({ bars }: CategoriesDrawing, theme: Theme): Configuration {
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

function days({ values, names, scale, budget }: DaysDrawing, theme: Theme): Configuration {
  const sums = runningSums(values);
  const isOver = budget !== null && (sums.findLast((sum) => sum !== null) ?? 0) > budget.value;
  const color = isOver ? theme.warning : theme.accent;
  const last = sums.findLastIndex((sum) => sum !== null);
  const bars = {
    type: 'bar' as const,
    data: [...values],
    backgroundColor: values.map((value) =>
      (value ?? 0) < 0 ? theme.back : budget === null ? theme.accent : theme.soft,
    ),
    borderRadius: 6,
    borderSkipped: 'start' as const,
    barPercentage: 0.72,
    categoryPercentage: 1,
    order: 2,
  };
  const line = {
    type: 'line' as const,
    data: sums,
    borderColor: color,
    borderWidth: 5,
    borderCapStyle: 'round' as const,
    borderJoinStyle: 'round' as const,
    pointRadius: sums.map((_, index) => (index === last ? 9 : 0)),
    pointBackgroundColor: color,
    pointBorderColor: theme.card,
    pointBorderWidth: 4,
    clip: false as const,
    order: 1,
  };
  return {
    type: 'bar',
    data: { labels: [...names], datasets: budget === null ? [bars] : [bars, line] },
    options: {
      layout: { padding: { top: 12, right: 8 } },
      scales: { x: namesAxis(theme), y: valuesAxis(scale, theme) },
    },
    plugins: [
      layer('beforeDatasetsDraw', (chart, on) => {
        if (budget) drawBudget(chart, on, budget, theme);
      }),
    ],
  };
}

function drawBudget(
  chart: Drawn,
  on: SKRSContext2D,
  budget: { readonly value: number; readonly name: string },
  theme: Theme,
): void {
  const { left, right } = chart.chartArea;
  const y = chart.scales.y?.getPixelForValue(budget.value) ?? 0;
  on.save();
  on.strokeStyle = theme.text;
  on.lineWidth = 3;
  on.setLineDash([4, 10]);
  on.lineCap = 'round';
  on.beginPath();
  on.moveTo(left, y);
  on.lineTo(right, y);
  on.stroke();
  on.restore();
  const style = { size: 25, color: theme.text, bold: true };
  const place = [left + 10, y + (y < 40 ? 26 : -26), right - left] as const;
  const width = write(on, budget.name, place, style);
  // again, on ground of its own: no line of the scale goes through it
  on.fillStyle = theme.card;
  on.fillRect(left + 2, place[1] - 18, width + 16, 36);
  write(on, budget.name, place, style);
}

function months({ values, amounts, names }: MonthsDrawing, theme: Theme): Configuration {
  const newest = values.length - 1;
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  // the amount of a bar that points down stands below it
  const scale = { least: least * 1.2, most: most || 1, lines: [{ at: 0, name: '' }] };
  return {
    type: 'bar',
    data: {
      labels: names.map((lines) => [...lines]),
      datasets: [
        {
          data: [...values],
          backgroundColor: values.map((value, index) =>
            value < 0 ? theme.back : index === newest ? theme.accent : theme.soft,
          ),
          borderRadius: 10,
          borderSkipped: 'start',
          maxBarThickness: 120,
          categoryPercentage: 0.94,
          barPercentage: 0.8,
        },
      ],
    },
    options: {
      layout: { padding: { top: 44 } },
      scales: { x: namesAxis(theme), y: { ...valuesAxis(scale, theme), ticks: { display: false } } },
    },
    plugins: [
      layer('afterDatasetsDraw', (chart, on) => {
        const room = chart.chartArea.width / values.length - 4;
        for (const [index, { x, y }] of chart.getDatasetMeta(0).data.entries()) {
          const isNewest = index === newest;
          const height = (values[index] ?? 0) < 0 ? y + 22 : y - 22;
          const style = { size: isNewest ? 27 : 23, leastSize: 15, bold: isNewest, align: 'center' as const };
          write(on, amounts[index] ?? '', [x, height, room], {
            ...style,
            color: isNewest ? theme.text : theme.faint,
          });
        }
      }),
    ],
  };
}

function namesAxis(theme: Theme) {
  return {
    grid: { display: false },
    border: { display: false },
    ticks: { color: theme.faint, font: { size: 24 }, maxRotation: 0, autoSkip: false, padding: 8 },
  };
}

function valuesAxis({ least, most, lines }: Scale, theme: Theme) {
  return {
    min: least,
    max: most,
    border: { display: false },
    grid: { color: theme.line, lineWidth: 2, drawTicks: false },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = lines.map(({ at }) => ({ value: at }));
    },
    ticks: {
      color: theme.faint,
      font: { size: 24 },
      padding: 14,
      callback: (value: string | number) => lines.find(({ at }) => at === value)?.name ?? '',
    },
  };
}

function runningSums(values: readonly (number | null)[]): (number | null)[] {
  let sum = 0;
  return values.map((value) => {
    sum += value ?? 0;
    return value === null ? null : sum;
  });
}
