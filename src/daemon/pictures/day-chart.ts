import type { SKRSContext2D } from '@napi-rs/canvas';
import { widthOf, write } from './canvas.ts';
import { type Configuration, type Drawn, layer, namesAxis, valuesAxis } from './chart-parts.ts';
import type { DaysDrawing } from './drawing.ts';
import type { Theme } from './theme.ts';

/** One bar per day; with a budget, also a line of the running total against that of the budget. */
export function days({ values, names, scale, budget }: DaysDrawing, theme: Theme): Configuration {
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
  const width = Math.min(widthOf(budget.name, style), right - left - 20);
  // at the left, unless the running total has passed the budget there already
  const passed = chart.getDatasetMeta(1).data.some((point) => point.x < left + width + 20 && point.y < y);
  const start = passed ? right - width - 10 : left + 10;
  const middle = y + (y < 40 ? 26 : -26);
  // on a background of its own, so that no line of the scale crosses it
  on.fillStyle = theme.card;
  on.fillRect(start - 8, middle - 18, width + 16, 36);
  write(on, budget.name, [start, middle, width + 1], style);
}

function runningSums(values: readonly (number | null)[]): (number | null)[] {
  let sum = 0;
  return values.map((value) => {
    sum += value ?? 0;
    return value === null ? null : sum;
  });
}
