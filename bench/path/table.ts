/** A table of the report: a title, an explanatory note, and its rows. */
export interface Table {
  readonly title: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** As Markdown, with numbers right-aligned. */
export function toMarkdown({ title, note, head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const marks = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [`### ${title}`, '', note, '', line(head), line(marks), ...rows.map(line), ''].join('\n');
}

/** With `digits` decimals. */
export const fixed = (value: number, digits = 1): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : '–';

export const whole = (value: number): string => fixed(value, 0);
