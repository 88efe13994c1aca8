/** How many backups to keep: the newest ones, and the newest of each of so many days, weeks and months. */
export interface Keep {
  readonly newest: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** Reads "7 daily, 4 weekly, 12 monthly" or "10" (the newest ten). Null: it is neither, or keeps nothing. */
export function parseKeep(words: string): Keep | null {
  const keep = { newest: 1, daily: 0, weekly: 0, monthly: 0 };
  if (/^[1-9]\d{0,3}$/.test(words)) return { ...keep, newest: Number(words) };
  for (const part of words.split(',')) {
    const match = /^\s*(\d{1,4})\s+(daily|weekly|monthly)\s*$/.exec(part);
    if (match === null) return null;
    keep[match[2] as 'daily' | 'weekly' | 'monthly'] = Number(match[1]);
  }
  return keep.daily + keep.weekly + keep.monthly > 0 ? keep : null;
}

const form = /^spndr-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.(tar\.gz|sealed)$/;

/** The file name of a backup due at this time: spndr-20260131T033000Z.tar.gz, or .sealed if encrypted. */
export function backupName(dueAt: Date, encrypted: boolean): string {
  const stamp = dueAt.toISOString().replace(/[-:]|\.\d+/g, '');
  return `spndr-${stamp}.${encrypted ? 'sealed' : 'tar.gz'}`;
}

/** When a backup with this name was due; null: it is no name of a backup. */
function dueAtOf(name: string): Date | null {
  const match = form.exec(name);
  if (match === null) return null;
  const [, year, month, day, hours, minutes, seconds] = match;
  const at = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/**
 * The backups among these names that `keep` does not keep; other files are ignored. Days, weeks (from Monday) and
 * months are in UTC, and only those with a backup count, so that a machine that was off for long loses nothing.
 */
export function superfluous(names: readonly string[], keep: Keep): string[] {
  const backups = names
    .flatMap((name) => {
      const at = dueAtOf(name);
      return at === null ? [] : [{ name, at }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const kept = new Set(backups.slice(0, keep.newest).map(({ name }) => name));
  for (const [count, periodOf] of [
    [keep.daily, dayOf],
    [keep.weekly, weekOf],
    [keep.monthly, monthOf],
  ] as const) {
    const newest = new Map<string, string>();
    for (const { name, at } of backups) if (!newest.has(periodOf(at))) newest.set(periodOf(at), name);
    for (const name of [...newest.values()].slice(0, count)) kept.add(name);
  }
  return backups.map(({ name }) => name).filter((name) => !kept.has(name));
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function weekOf(at: Date): string {
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return dayOf(new Date(at.getTime() - sinceMonday * 24 * 3_600_000));
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}
