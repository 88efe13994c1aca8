import { type DigestKind, digestKinds } from '../../ledger/recurring/digests.ts';

/** What a button of the settings of reminders and summaries does. */
export type DigestAct = { readonly what: (typeof acts)[number] } | SetAct;

interface SetAct {
  readonly what: 'on' | 'off' | 'time';
  readonly kind: DigestKind;
}

const acts = ['show', 'quiet'] as const;

/** Data of a button of the settings of reminders and summaries. */
export function digestData(personId: number, act: DigestAct): string {
  return ['digest', personId, act.what, ...('kind' in act ? [act.kind] : [])].join(':');
}

/** Reads the parts of such data after the person's id; null when they are malformed. */
export function readDigestAct([what, kind, ...more]: readonly string[]): DigestAct | null {
  const plain = acts.find((act) => act === what);
  if (plain !== undefined) return kind === undefined ? { what: plain } : null;
  const known = digestKinds.find((one) => one === kind);
  const does = (['on', 'off', 'time'] as const).find((one) => one === what);
  return known && does && more.length === 0 ? { what: does, kind: known } : null;
}
