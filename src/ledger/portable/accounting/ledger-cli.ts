import type { FileFormat } from '../portable.ts';
import { journalFormat } from './journal.ts';

/** Ledger's journal format: the vendor is the payee, and the item is then metadata. */
export const ledgerCli: FileFormat = journalFormat({
  opening: '; spndr: a journal for Ledger\n',
  describe: (item, vendor) => (vendor === null ? { head: item, item: null } : { head: vendor, item }),
  tagLine: (tags) => `:${tags.join(':')}:`,
  wordsAreTags: false,
  lotsBalance: true,
  commaIsDecimal: false,
});
