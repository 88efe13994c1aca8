import type { FileFormat } from '../portable.ts';
import { journalFormat } from './journal.ts';

/** hledger's journal format: "vendor | item" as description, tags as "tag:". */
export const hledger: FileFormat = journalFormat({
  opening: '; spndr: a journal for hledger\ndecimal-mark .\n',
  describe: (item, vendor) => ({ head: vendor === null ? item : `${vendor} | ${item}`, item: null }),
  tagLine: (tags) => tags.map((tag) => `${tag}:`).join(', '),
  wordsAreTags: true,
  lotsBalance: false,
  commaIsDecimal: true,
});
