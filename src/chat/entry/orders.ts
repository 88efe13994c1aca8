import { folded } from '../../ledger/entry/characters.ts';

/** What a reply to an entry can say besides what the entry should be. */
export type Order =
  | { readonly kind: 'undo' | 'redo' | 'remove' }
  | { readonly kind: 'split'; readonly parts: string }
  | { readonly kind: 'amend' };

/** In the languages of the grammar, in its order: en, de, es, fr, hi, pt, ru. */
const words = {
  undo: 'undo rückgängig deshacer annuler annule पूर्ववत desfazer desfaz отменить отмени отмена',
  redo: 'redo wiederholen rehacer rétablir refaire फिर refazer refaz вернуть верни',
  remove: `delete remove löschen lösche lösch entfernen entferne borrar borra eliminar elimina supprimer supprime
    effacer efface हटाओ हटाएं हटाएँ हटा हटाना मिटाओ मिटाएं मिटाएँ मिटा apagar apaga excluir exclui deletar remover удалить удали`,
  split: `split teilen teile teil aufteilen dividir divide diviser divise partager partage बांटो बाँटो बांटें बाँटें बांटना बाँटना
    разделить раздели`,
} as const;

const byWord = new Map(
  Object.entries(words).flatMap(([kind, list]) =>
    list.split(/\s+/).map((word) => [folded(word), kind] as const),
  ),
);

/** Reads a reply to an entry. Capitals and accents do not count. */
export function readOrder(typed: string): Order {
  const text = typed.normalize('NFKC').trim();
  const pattern = /^(?<first>[\p{L}\p{M}\u200c\u200d]+)[:.!।]?(?:\s+(?<rest>.*))?$/su;
  const { first = '', rest = '' } = pattern.exec(text)?.groups ?? {};
  const kind = byWord.get(folded(first));
  if (kind === 'split') return { kind, parts: rest };
  if (rest === '' && (kind === 'undo' || kind === 'redo' || kind === 'remove')) return { kind };
  return { kind: 'amend' };
}
