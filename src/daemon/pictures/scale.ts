/**
 * Where the lines of a chart's axis go: at most six round values of minor units that span `values` and 0, which is one
 * of them.
 */
export function roundValues(values: readonly number[], minorDigits: number): readonly number[] {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const span = most - least;
  if (span === 0) return [0];
  // lines closer together than one unit of the currency are of no use
  const step = Math.max(roundStep(span / 4), Math.min(10 ** minorDigits, span));
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** The smallest of 1, 2, 2.5 and 5, times a power of ten, that is not below `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= step * 0.999) ?? 10;
  return factor * power;
}
