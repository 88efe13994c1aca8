import { journalFormat } from './journal.ts';
import type { FileFormat } from './portable.ts';

/** Ledger's journal: the vendor is the payee, and an item it has besides stands in its metadata. */
export const ledgerCli: FileFormat = journalFormat({
  opening: '; spndr: a journal for Ledger\n',
  describe: (item, vendor) => (vendor === null ? { head: item, item: null } : { head: vendor, item }),
  tagLine: (tags) => `:${tags.join(':')}:`,
  wordsAreTags: false,
});
