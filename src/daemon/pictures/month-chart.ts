import { write } from './canvas.ts';
import { type Configuration, layer, namesAxis, valuesAxis } from './chart-parts.ts';
import type { MonthsDrawing } from './drawing.ts';
import type { Theme } from './theme.ts';

/** One bar per month with its amount, the newest in full colour. */
export function months({ values, amounts, names }: MonthsDrawing, theme: Theme): Configuration {
  const newest = values.length - 1;
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  // a negative bar has its amount below it, which needs room
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
