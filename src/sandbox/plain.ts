import type { Shown, ShownButton } from './chats.ts';

/**
 * A message as lines for a terminal; of an edited one only the lines that `before` does not have. `url`: the sandbox,
 * where its picture or file can be seen.
 */
export function describeShown(shown: Shown, before: Shown | undefined, url: string): string[] {
  if (shown.change === 'deleted') return ['<~ (deleted)'];
  const mark = shown.change === 'edited' ? '<~' : '<';
  const numbers = numberedButtons(shown);
  const rows = shown.buttons.map((row) =>
    row.map((button) => `[${numbers.indexOf(button) + 1}] ${describeButton(button)}`).join('  '),
  );
  return [
    ...(before?.file?.file_id === shown.file?.file_id ? [] : describeFile(shown, url)).map(
      (line) => `${mark} ${line}`,
    ),
    ...newLines(shown, before).map((line) => `${mark} ${printable(line)}`.trimEnd()),
    ...rows.map((row) => `  ${printable(row)}`),
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
