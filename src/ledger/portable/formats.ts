import type { FileFormat } from './portable.ts';

/** A format to write purchases in and read them from. */
interface FormatEntry {
  readonly name: string;
  /** File name extensions, without the dot. The first is the one we use. */
  readonly endings: readonly string[];
  /** Whether a text with this beginning is in this format. */
  recognises(beginning: string): boolean;
  load(): Promise<FileFormat>;
}

/** Every format except json, which contains more than purchases. To add one, add a file and an entry here. */
const formats: readonly FormatEntry[] = [
  {
    name: 'csv',
    endings: ['csv', 'tsv', 'txt'],
    recognises: () => false,
    load: async () => (await import('./csv/csv.ts')).csv,
  },
  {
    name: 'beancount',
    endings: ['beancount', 'bean'],
    recognises: (beginning) =>
      /^(?:option "|\d{4}-\d\d-\d\d +(?:open|commodity) [A-Z]|\d{4}-\d\d-\d\d [*!] ")/m.test(beginning),
    load: async () => (await import('./accounting/beancount.ts')).beancount,
  },
  {
    name: 'ledger',
    endings: ['ledger', 'ldg'],
    recognises: (beginning) => beginning.startsWith('; spndr: a journal for Ledger'),
    load: async () => (await import('./accounting/ledger-cli.ts')).ledgerCli,
  },
  {
    name: 'hledger',
    endings: ['journal', 'hledger', 'j'],
    recognises: (beginning) =>
      /^\d{4}[-/.]\d\d?[-/.]\d\d?(?:[ =][^,;\t\n]*)?(?:;.*)?\r?\n[ \t]+\S/m.test(beginning),
    load: async () => (await import('./accounting/hledger.ts')).hledger,
  },
  {
    name: 'qif',
    endings: ['qif'],
    recognises: (beginning) => /^!(?:Type:|Account|Option:|Clear:)/i.test(beginning),
    load: async () => (await import('./qif/qif.ts')).qif,
  },
  {
    name: 'ofx',
    endings: ['ofx', 'qfx'],
    recognises: (beginning) => /^(?:OFXHEADER|<\?xml[^>]*>\s*<\?OFX|<\?OFX|<OFX>)/i.test(beginning),
    load: async () => (await import('./ofx/ofx.ts')).ofx,
  },
];

/** The names of all formats, json included. */
export const formatNames: readonly string[] = ['csv', 'json', ...formats.slice(1).map(({ name }) => name)];

/** The file name extension for a format. */
export function endingOf(format: string): string {
  return formats.find(({ name }) => name === format)?.endings[0] ?? format;
}

/** The format with this name; null: there is none. */
export async function formatNamed(name: string): Promise<FileFormat | null> {
  return (await formats.find((entry) => entry.name === name)?.load()) ?? null;
}

/** Guesses a file's format from its beginning or else its name; null: unknown. */
export function guessFormat(name: string, beginning: string): string | null {
  if (/^\s*\{\s*"format"\s*:\s*"spndr"/.test(beginning)) return 'json';
  const known = formats.find(({ recognises }) => recognises(beginning));
  if (known) return known.name;
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'json') return 'json';
  const named = formats.find(({ endings }) => endings.includes(ending));
  if (named) return named.name;
  // a table without a known extension: its first line has columns
  return /^[^\n]*[,;\t|]/.test(beginning) ? 'csv' : null;
}
