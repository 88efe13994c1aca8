import { holds, isAsItMust, type Row } from './round.ts';

/** A fault that this machine does not allow. */
export interface NotRun {
  readonly title: string;
  readonly reason: string;
}

const heads = [
  'fault',
  'injected',
  'updates',
  'purchases lost',
  'doubled',
  'out of order',
  'replies lost',
  'replies twice',
  'p99 recovery s',
];

/** The rows as a Markdown table: faults that spndr withstands, then the controls, which must fail. */
export function tableOf(rows: readonly Row[], notRun: readonly NotRun[]): string {
  const lines = [
    `| ${heads.join(' | ')} |`,
    `|${heads.map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map((row) => `| ${cellsOf(row).join(' | ')} |`),
    ...notRun.map(({ title, reason }) => `| ${title} | not run: ${reason} |${' |'.repeat(heads.length - 2)}`),
  ];
  return lines.join('\n');
}

function cellsOf(row: Row): string[] {
  const { fault } = row;
  return [
    fault.mustFail ? `**must fail:** ${fault.title}` : fault.title,
    number(row.injected),
    number(row.updates),
    number(row.lost),
    number(row.doubled),
    number(row.outOfOrder),
    number(row.repliesLost),
    row.repliesTwice === 0 ? '0' : `${number(row.repliesTwice)} (${number(row.unknowable)} unknowable)`,
    percentile(row.recoveriesMs),
  ];
}

/** The 99th percentile (nearest rank: of fewer than 100 the longest) in seconds; a dash where nothing was measured. */
function percentile(ms: readonly number[]): string {
  const sorted = [...ms].sort((one, other) => one - other);
  const value = sorted[Math.ceil(sorted.length * 0.99) - 1];
  return value === undefined ? '–' : (value / 1_000).toFixed(2);
}

const number = (value: number) => value.toLocaleString('en');

/** What the rows say together, with the statistics. */
export function summaryOf(rows: readonly Row[]): string {
  const faults = rows.filter(({ fault }) => !fault.mustFail);
  const failed = faults.filter((row) => !holds(row));
  const controls = rows.filter(({ fault }) => fault.mustFail);
  const passed = controls.filter((row) => !isAsItMust(row));
  const sum = (of: (row: Row) => number) => faults.reduce((total, row) => total + of(row), 0);
  const updates = sum((row) => row.updates);
  const lines: string[] = [];
  if (faults.length > 0) {
    lines.push(
      `${faults.length} kinds of faults, injected ${number(sum((row) => row.injected))} times amid ${number(updates)} updates ` +
        `(${number(sum((row) => row.purchases))} purchases): ${failed.length === 0 ? 'every promise held' : `${failed.length} rounds FAILED`}.`,
    );
    if (failed.length === 0)
      lines.push(
        `0 failures in N bounds the rate by 3/N (95 % confidence): with ${number(updates)} updates, less than ` +
          `1 update in ${number(Math.floor(updates / 3))} under these faults; per kind of fault, less than 3/injected per injection.`,
      );
  }
  if (controls.length > 0)
    lines.push(
      passed.length === 0
        ? `All ${controls.length} rounds with a safeguard removed failed, as they must.`
        : `The harness proves NOTHING: ${passed.map(({ fault }) => fault.name).join(', ')} did not fail as it must.`,
    );
  return lines.join('\n');
}
