import type { RawBuilder } from 'kysely';
import type { GenericSchema } from 'valibot';
import type { Ledger } from '../../storage/database.ts';
import type { Destination } from '../take.ts';

/** A kind of record in the JSON document of an account, with one record per line. */
export interface Section {
  /** Its name in the document. */
  readonly name: string;
  /** The schema of a record. */
  readonly record: GenericSchema;
  /**
   * Selects `record`, JSON text, in an order that an import reproduces. It contains no database ids: a purchase is its
   * uid, a change its number in `exported_change`.
   */
  select(accountId: bigint): RawBuilder<{ record: string }>;
  /**
   * Imports its records from `staged_record`; `staged_state` has purchases by uid, `staged_change` changes by number.
   * Existing records stay, so that importing twice changes nothing.
   */
  take(ledger: Ledger, into: Destination): Promise<void>;
  /** Selects how many records `take` would add; left out: they are no reason to import a document. */
  news?(accountId: bigint): RawBuilder<{ count: number }>;
}
