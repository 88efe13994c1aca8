import type { RawBuilder } from 'kysely';
import type { GenericSchema } from 'valibot';
import type { Ledger } from '../../database.ts';
import type { Destination } from '../take.ts';

/** One kind of record that the JSON document of an account holds, each a line of it. */
export interface Section {
  /** Its name in the document. */
  readonly name: string;
  /** What a record is. */
  readonly record: GenericSchema;
  /**
   * Selects `record`, JSON text, in an order that an import brings again. It names no ids of the database: a purchase
   * is its uid, a change its place among `exported_change`.
   */
  select(accountId: bigint): RawBuilder<{ record: string }>;
  /**
   * Takes over its records, which stand in `staged_record`; purchases are found in `staged_state` by uid, changes in
   * `staged_change` by their place. What is there already stays, so that taking them twice changes nothing.
   */
  take(ledger: Ledger, into: Destination): Promise<void>;
}
