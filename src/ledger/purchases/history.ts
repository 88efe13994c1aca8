import type { Ledger } from '../storage/database.ts';
import type { Content } from './purchase.ts';
import { stepOf } from './revisions.ts';

/** The kinds of change that can touch a purchase. */
type ChangeKind = 'record' | 'correct' | 'undo' | 'redo' | 'import';

/** One revision of a purchase: who changed what, and when. */
export interface Step {
  readonly before: Content;
  readonly after: Content;
  readonly kind: ChangeKind;
  readonly personId: number;
  /** First name at that time; null: unknown. */
  readonly personName: string | null;
  readonly at: Date;
}

/** The latest `limit` revisions of a purchase, oldest first; `earlier`: how many precede them. */
export async function stepsOfPurchase(
  ledger: Ledger,
  purchaseId: bigint,
  limit: number,
): Promise<{ readonly steps: readonly Step[]; readonly earlier: number }> {
  const rows = await ledger
    .selectFrom('purchase_revision as step')
    .leftJoin('change', 'change.id', 'step.change_id')
    .leftJoin('purchase_revision as previous', (join) =>
      join
        .onRef('previous.purchase_id', '=', 'step.purchase_id')
        .on(({ eb }) => eb('previous.revision', '=', eb('step.revision', '-', 1))),
    )
    .select([
      'step.revision',
      'step.content',
      'previous.content as previous',
      'step.person_id',
      'step.changed_at',
      'person_name',
      'kind',
    ])
    .where('step.purchase_id', '=', purchaseId)
    .orderBy('step.revision', 'desc')
    .limit(limit)
    .execute();
  const steps = rows.reverse().map((row) => ({
    ...stepOf(row.previous, row.content),
    kind: kindOf(row.kind, row.revision),
    personId: Number(row.person_id),
    personName: row.person_name || null,
    at: row.changed_at,
  }));
  return { steps, earlier: (rows[0]?.revision ?? 1) - 1 };
}

/** Revisions made before changes were kept belong to none. */
function kindOf(kind: ChangeKind | 'category' | null, revision: number): ChangeKind {
  if (kind !== null && kind !== 'category') return kind;
  return revision === 1 ? 'record' : 'correct';
}
