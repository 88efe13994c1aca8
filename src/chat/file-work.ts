import type { FileProblem } from '../ledger/portable/portable.ts';

/** Who an import is made, undone or redone for. Work with a `key` that was used before is not done again. */
export interface ImportAuthor {
  readonly key: string;
  readonly personId: number;
  readonly personName: string;
  /** An ISO 8601 instant. */
  readonly at: string;
}

/** Work with files: it takes long, and has transactions of its own. */
export type FileWork =
  | {
      readonly kind: 'import-file';
      readonly accountId: bigint;
      readonly fileId: string;
      readonly name: string;
      /** How the table's mapping differs from the one proposed; null: not at all. */
      readonly map: string | null;
      /** Null: only look at the file. */
      readonly as: ImportAuthor | null;
    }
  | {
      readonly kind: 'turn-import';
      readonly accountId: bigint;
      readonly changeId: bigint;
      readonly turn: 'undo' | 'redo';
      readonly as: ImportAuthor;
    };

/** Whether this is work with files. */
export function isFileWork(work: { readonly kind: string }): work is FileWork {
  return work.kind === 'import-file' || work.kind === 'turn-import';
}

export type FileWorkResult =
  | { readonly kind: 'import-file'; readonly found: FileFound | FileRefused }
  /** How many purchases were changed; null: the import could not be undone or redone. */
  | { readonly kind: 'turn-import'; readonly purchases: number | null };

/** Plain JSON, since it is stored in a conversation. */
export interface FileFound {
  readonly refused: null;
  readonly format: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly removed: number;
  /** How many budgets and recurring purchases are new. */
  readonly plans: number;
  /** The first few of `problemCount`. */
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
  readonly isWhole: boolean;
  /** How a table is read, in words that `map` takes back; null: it is not a table from another program. */
  readonly map: string | null;
  /** A few of the purchases as they would be imported. */
  readonly examples: readonly FileExample[];
  /** Decimal digits; null: no purchases were written. */
  readonly changeId: string | null;
}

export interface FileExample {
  readonly day: string;
  readonly item: string;
  readonly kind: 'expense' | 'income' | 'refund';
  readonly minor: string;
  readonly currency: string;
}

export interface FileRefused {
  readonly refused: 'format' | 'empty' | 'inconsistent' | 'map' | 'columns' | 'gone' | 'too-large';
  /** The table's columns; empty if it is none. */
  readonly header: readonly string[];
}
