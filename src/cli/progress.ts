/** A progress bar for `report` of `Output.working`: "exporting ██████░░░░ 60%". `total` 0: unknown. */
export function progressLine(words: string, done: number, total: number): string {
  if (total === 0) return `${words} ${done.toLocaleString('en')}`;
  const share = Math.min(done / total, 1);
  const full = Math.round(share * barWidth);
  return `${words} ${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${Math.floor(share * 100)}%`;
}

const barWidth = 24;

/** Passes a line on only if it differs from the one before. */
export function onNews(report: (line: string) => void): (line: string) => void {
  let told = '';
  return (line) => {
    if (line !== told) report(line);
    told = line;
  };
}
