import type { Shown, ShownButton } from './chats.ts';
import { broken } from './columns.ts';

/**
 * A message as lines for a terminal; of an edited one only the lines that `before` does not have. `url`: the sandbox,
 * where its picture or file can be seen. Lines of more than `columns` are broken between words and buttons.
 */
export function describeShown(
  shown: Shown,
  before: Shown | undefined,
  { url, columns }: { readonly url: string; readonly columns: number },
): string[] {
  if (shown.change === 'deleted') return ['<~ (deleted)'];
  const mark = shown.change === 'edited' ? '<~' : '<';
  const numbers = numberedButtons(shown);
  const rows = shown.buttons.map((row) =>
    row.map((button) => printable(`[${numbers.indexOf(button) + 1}] ${describeButton(button)}`)),
  );
  return [
    ...(before?.file?.file_id === shown.file?.file_id ? [] : describeFile(shown, url)).map(
      (line) => `${mark} ${line}`,
    ),
    ...newLines(shown, before).flatMap((line) =>
      broken(printable(line).trimEnd().split(' '), ' ', { mark, columns }),
    ),
    ...rows.flatMap((row) => broken(row, '  ', { mark: ' ', columns })),
  ];
}

function newLines({ text, change }: Shown, before: Shown | undefined): string[] {
  const lines = text === '' ? [] : text.split('\n');
  if (change === 'new' || !before) return lines;
  const known = new Set(before.text.split('\n'));
  return lines.filter((line) => !known.has(line));
}

/** The buttons of a message in the order of their numbers, which start at 1. */
export const numberedButtons = (shown: Shown): readonly ShownButton[] => shown.buttons.flat();

const describeButton = ({ label, url }: ShownButton) => (url === null ? label : `${label} (${url})`);

function describeFile({ file, kind }: Shown, url: string): string[] {
  if (!file) return [];
  const name = kind === 'photo' ? 'picture' : printable(file.file_name ?? 'file');
  return [`[${name}: ${url}/control/file/${file.file_id}]`];
}

/** `text` without control characters, which a terminal would obey. */
export const printable = (text: string) => text.replace(/\p{Cc}/gu, ' ');
