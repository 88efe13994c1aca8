import type { FileFormat } from './portable.ts';

/** A format that purchases can be written in and read from. */
interface FormatEntry {
  readonly name: string;
  /** How its files' names end, without the point. The first is what we give them. */
  readonly endings: readonly string[];
  /** Whether a text that begins like this is one. */
  recognises(beginning: string): boolean;
  load(): Promise<FileFormat>;
}

/** Every format but json, which holds more than purchases. Adding one is a file and an entry here. */
const formats: readonly FormatEntry[] = [
  {
    name: 'csv',
    endings: ['csv', 'tsv', 'txt'],
    recognises: () => false,
    load: async () => (await import('./csv.ts')).csv,
  },
  {
    name: 'beancount',
    endings: ['beancount', 'bean'],
    recognises: (beginning) =>
      /^(?:option "|\d{4}-\d\d-\d\d +(?:open|commodity) [A-Z]|\d{4}-\d\d-\d\d [*!] ")/m.test(beginning),
    load: async () => (await import('./beancount.ts')).beancount,
  },
  {
    name: 'ledger',
    endings: ['ledger', 'ldg'],
    recognises: (beginning) => beginning.startsWith('; spndr: a journal for Ledger'),
    load: async () => (await import('./ledger-cli.ts')).ledgerCli,
  },
  {
    name: 'hledger',
    endings: ['journal', 'hledger', 'j'],
    recognises: (beginning) =>
      /^\d{4}[-/.]\d\d?[-/.]\d\d?(?:[ =][^,;\t\n]*)?(?:;.*)?\r?\n[ \t]+\S/m.test(beginning),
    load: async () => (await import('./hledger.ts')).hledger,
  },
  {
    name: 'qif',
    endings: ['qif'],
    recognises: (beginning) => /^!(?:Type:|Account|Option:|Clear:)/i.test(beginning),
    load: async () => (await import('./qif.ts')).qif,
  },
  {
    name: 'ofx',
    endings: ['ofx', 'qfx'],
    recognises: (beginning) => /^(?:OFXHEADER|<\?xml[^>]*>\s*<\?OFX|<\?OFX|<OFX>)/i.test(beginning),
    load: async () => (await import('./ofx.ts')).ofx,
  },
];

/** All names of formats, json included. */
export const formatNames: readonly string[] = ['csv', 'json', ...formats.slice(1).map(({ name }) => name)];

/** The ending that the names of files of a format get. */
export function endingOf(format: string): string {
  return formats.find(({ name }) => name === format)?.endings[0] ?? format;
}

/** The format with this name; null: there is none. */
export async function formatNamed(name: string): Promise<FileFormat | null> {
  return (await formats.find((entry) => entry.name === name)?.load()) ?? null;
}

/** The format that a file is in by its beginning, else by its name; null: neither tells. */
export function guessFormat(name: string, beginning: string): string | null {
  if (/^\s*\{\s*"format"\s*:\s*"spndr"/.test(beginning)) return 'json';
  const known = formats.find(({ recognises }) => recognises(beginning));
  if (known) return known.name;
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'json') return 'json';
  const named = formats.find(({ endings }) => endings.includes(ending));
  if (named) return named.name;
  // a table without a name: its first line has columns
  return /^[^\n]*[,;\t|]/.test(beginning) ? 'csv' : null;
}
