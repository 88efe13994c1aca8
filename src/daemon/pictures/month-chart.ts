import { widthOf, write } from './canvas.ts';
import { axisSize, type Configuration, layer, namesAxis, valuesAxis } from './chart-parts.ts';
import type { MonthsDrawing } from './drawing.ts';
import type { Theme } from './theme.ts';

/** Points: the size of an amount, and the least at which it can be read in a chat. */
const amountSize = 23;
const newestSize = 27;
const leastSize = 17;

/**
 * One bar per month, the newest in full colour; each with its amount, or, where these have no room beside each other,
 * all beside a scale. `width`: of the chart, in points.
 */
export function months(drawing: MonthsDrawing, theme: Theme, width: number): Configuration {
  const { values, amounts, names, scale } = drawing;
  const newest = values.length - 1;
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const room = width / values.length - 4;
  // the newest is written in bold, which is wider
  const size = fitting(amounts, amountSize, room, true);
  const hasRoom = size >= leastSize;
  const beside = hasRoom ? 0 : Math.max(...scale.lines.map(({ name }) => widthOf(name, { size: axisSize })));
  // a negative bar has its amount below it, which needs room: 44 of the 260 points that are left for bars
  const below = least < 0 ? (most - least) * 0.17 : 0;
  const plain = { least: least - below, most: most || 1, lines: [{ at: 0, name: '' }] };
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
      layout: { padding: { top: hasRoom ? 44 : 12 } },
      scales: {
        x: namesAxis(theme, fitting(names.flat(), axisSize, (width - beside) / values.length - 8)),
        y: hasRoom ? { ...valuesAxis(plain, theme), ticks: { display: false } } : valuesAxis(scale, theme),
      },
    },
    plugins: hasRoom
      ? [
          layer('afterDatasetsDraw', (chart, on) => {
            for (const [index, { x, y }] of chart.getDatasetMeta(0).data.entries()) {
              const style =
                index === newest
                  ? { size: newestSize, leastSize: size, color: theme.text, bold: true }
                  : { size, color: theme.faint };
              const height = (values[index] ?? 0) < 0 ? y + 22 : y - 22;
              write(on, amounts[index] ?? '', [x, height, room], { ...style, align: 'center' });
            }
          }),
        ]
      : [],
  };
}

/** The size, at most `usual`, at which each of these texts fits into `room` points. */
function fitting(texts: readonly string[], usual: number, room: number, bold = false): number {
  const widest = Math.max(...texts.map((text) => widthOf(text, { size: usual, bold })));
  return Math.min(usual, Math.floor((usual * room) / widest));
}
