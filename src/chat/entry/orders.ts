/** What a reply to an entry can say besides what the entry should be. */
export type Order =
  | { readonly kind: 'undo' | 'redo' | 'remove' }
  | { readonly kind: 'split'; readonly parts: string }
  | { readonly kind: 'amend' };

const words = {
  undo: 'undo rückgängig deshacer отменить отмена',
  redo: 'redo wiederholen rehacer вернуть',
  remove: 'delete remove löschen entfernen borrar eliminar удалить',
  split: 'split teilen aufteilen dividir разделить раздели',
} as const;

const byWord = new Map(
  Object.entries(words).flatMap(([kind, list]) => list.split(' ').map((word) => [word, kind] as const)),
);

/** Reads a reply to an entry. */
export function readOrder(typed: string): Order {
  const text = typed.normalize('NFKC').trim();
  const { first = '', rest = '' } = /^(?<first>\p{L}+)[:.!]?(?:\s+(?<rest>.*))?$/su.exec(text)?.groups ?? {};
  const kind = byWord.get(first.toLowerCase());
  if (kind === 'split') return { kind, parts: rest };
  if (rest === '' && (kind === 'undo' || kind === 'redo' || kind === 'remove')) return { kind };
  return { kind: 'amend' };
}
