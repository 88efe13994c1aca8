import type { FileProblem } from '../ledger/portable/portable.ts';

const sentences: Readonly<Record<string, string>> = {
  amount: 'this is not an amount',
  category: 'a category has 1 to 100 characters',
  characters: 'these characters cannot be kept',
  columns: 'this row has more columns than the header',
  'csv-broken': 'the file cannot be read from here on',
  currency: 'this is not a currency',
  'cut-off': 'the file ends too early',
  date: 'this is not a day',
  item: 'an item has 1 to 200 characters',
  kind: 'a kind is expense, income or refund',
  newer: 'a newer spndr wrote this',
  'one-a-line': 'a record must be on a line of its own, as spndr export writes it',
  record: 'this record is not as spndr writes it',
  spread: 'a spread is written like "3 month"',
  tag: 'a tag has 1 to 100 characters',
  twice: 'the same purchase is in the file already',
  uid: 'this is not a UUID',
  unpaid: 'this was not paid, or is not booked yet',
  unsupported: 'what this says about the entries below it is not supported',
  vendor: 'a vendor has 1 to 100 characters',
  version: 'this is not a version that this spndr reads',
};

/** Says in words what is wrong with a row of a file. */
export function describeProblem({ problem, words }: FileProblem): string {
  const sentence = sentences[problem] ?? problem;
  return words === '' ? sentence : `${sentence}: ${JSON.stringify(words)}`;
}
