import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Scale } from './drawing.ts';
import type { Theme } from './theme.ts';

/** The configuration of a Chart.js chart. */
export type Configuration = ChartConfiguration<'bar' | 'line'>;
/** A chart that has been laid out. */
export type Drawn = Chart<'bar' | 'line'>;

/** A Chart.js plugin that draws something of its own once the chart has been laid out. */
export function layer(
  when: 'beforeDatasetsDraw' | 'afterDatasetsDraw',
  paint: (chart: Drawn, on: SKRSContext2D) => void,
) {
  return { id: when, [when]: (chart: Drawn) => paint(chart, contextOf(chart)) } as Plugin<'bar' | 'line'>;
}

function contextOf(chart: Drawn): SKRSContext2D {
  return chart.ctx as unknown as SKRSContext2D;
}

/** The size of an axis's labels, in points. */
export const axisSize = 24;

/** The axis along which bars stand: labels only. */
export function namesAxis(theme: Theme, size: number = axisSize) {
  return {
    grid: { display: false },
    border: { display: false },
    ticks: { color: theme.faint, font: { size }, maxRotation: 0, autoSkip: false, padding: 8 },
  };
}

/** The axis of amounts: faint, labelled lines. */
export function valuesAxis({ least, most, lines }: Scale, theme: Theme) {
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
      font: { size: axisSize },
      padding: 14,
      callback: (value: string | number) => lines.find(({ at }) => at === value)?.name ?? '',
    },
  };
}
