import type { FileProblem } from '../ledger/portable/portable.ts';

/** Who an import is done or turned for, and for which act: the same key again is not done again. */
export interface ImportAuthor {
  readonly key: string;
  readonly personId: number;
  readonly personName: string;
  /** An ISO 8601 instant. */
  readonly at: string;
}

/** Work with files, which takes long and has transactions of its own. */
export type FileWork =
  | {
      readonly kind: 'import-file';
      readonly accountId: bigint;
      readonly fileId: string;
      readonly name: string;
      /** What a table's mapping is otherwise than proposed; null: nothing. */
      readonly map: string | null;
      /** Null: it is only looked at. */
      readonly as: ImportAuthor | null;
    }
  | {
      readonly kind: 'turn-import';
      readonly accountId: bigint;
      readonly changeId: bigint;
      readonly turn: 'undo' | 'redo';
      readonly as: ImportAuthor;
    };

/** Whether work is with files. */
export function isFileWork(work: { readonly kind: string }): work is FileWork {
  return work.kind === 'import-file' || work.kind === 'turn-import';
}

export type FileWorkResult =
  | { readonly kind: 'import-file'; readonly found: FileFound | FileRefused }
  /** How many purchases it was about; null: it could not be turned. */
  | { readonly kind: 'turn-import'; readonly purchases: number | null };

/** Plain JSON, as it is kept in a conversation. */
export interface FileFound {
  readonly refused: null;
  readonly format: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly removed: number;
  /** The first few. */
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
  readonly isWhole: boolean;
  /** How a table is read, as words that can be given back; null: it is no table of another program. */
  readonly map: string | null;
  /** A few of the purchases, as they would be. */
  readonly examples: readonly FileExample[];
  /** Decimal digits; null: nothing was written. */
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
  /** The columns that a table has. */
  readonly header: readonly string[];
}
