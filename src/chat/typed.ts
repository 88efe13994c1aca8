import { folded } from '../ledger/entry/characters.ts';

/**
 * The words that a person can type in answer to spndr or behind a command, a line for each language: English, German,
 * Spanish, French, Portuguese, Russian, Hindi. All are known to everybody, as people mix languages; in any case, with
 * or without accents. Words of the same kind of answer mean different things.
 */
const words = {
  answer: {
    yes: ['y, yes', 'j, ja', 's, sí', 'o, oui', 's, sim', 'д, да', 'हाँ, हां, जी, ह'],
    no: ['n, no', 'nein', 'no', 'non', 'não', 'н, нет', 'नहीं, ना, न'],
  },
  skip: {
    skip: ['-, –, —, skip', 'überspringen', 'saltar, omitir', 'passer', 'pular', 'пропустить', 'छोड़ें, छोड़ दें'],
  },
  order: {
    undo: [
      'undo',
      'rückgängig',
      'deshacer, deshaz',
      'annuler, annule',
      'desfazer, desfaz',
      'отменить, отмени, отмена',
      'वापस, पूर्ववत',
    ],
    redo: [
      'redo',
      'wiederholen',
      'rehacer, rehaz',
      'rétablir, rétablis, refaire',
      'refazer, refaz',
      'вернуть, верни, повторить',
      'दोबारा, फिर',
    ],
    remove: [
      'delete, remove',
      'löschen, lösche, lösch, entfernen, entferne',
      'borrar, borra, eliminar, elimina',
      'supprimer, supprime, effacer, efface',
      'apagar, apaga, excluir, exclui, deletar, remover, remova',
      'удалить, удали, убрать',
      'हटाओ, हटाएं, हटाएँ, हटा, हटाना, मिटाओ, मिटाएं, मिटाएँ, मिटा',
    ],
    split: [
      'split',
      'teilen, teile, teil, aufteilen',
      'dividir, divide',
      'diviser, divise, partager, partage',
      'dividir, divida',
      'разделить, раздели',
      'बांटो, बाँटो, बांटें, बाँटें, बांटना, बाँटना, विभाजित',
    ],
  },
  setting: {
    language: ['language', 'sprache', 'idioma, lengua', 'langue', 'idioma, língua', 'язык', 'भाषा'],
    currency: ['currency', 'währung', 'moneda, divisa', 'devise, monnaie', 'moeda', 'валюта', 'मुद्रा'],
    zone: [
      'zone, time zone, time-zone, timezone',
      'zeitzone, zone',
      'zona, zona horaria, huso horario',
      'fuseau, fuseau horaire',
      'fuso, fuso horário',
      'пояс, часовой пояс',
      'समय क्षेत्र, समयक्षेत्र',
    ],
    week: ['week', 'woche', 'semana', 'semaine', 'semana', 'неделя', 'सप्ताह, हफ़्ता, हफ्ता'],
    numbers: ['numbers, number', 'zahlen', 'números', 'nombres, chiffres', 'números', 'числа', 'संख्या, संख्याएँ'],
    theme: [
      'theme, pictures',
      'thema, bilder',
      'tema, imágenes',
      'thème, images',
      'tema, imagens',
      'тема, картинки',
      'थीम, चित्र',
    ],
  },
  usual: {
    usual: [
      'usual, auto, automatic',
      'üblich, automatisch',
      'habitual, automático',
      'habituel, automatique',
      'habitual, automático',
      'обычно, авто',
      'सामान्य, स्वतः',
    ],
  },
  theme: {
    light: ['light', 'hell', 'claro', 'clair', 'claro', 'светлая, светлые, светлый', 'हल्का, हल्के, उजला'],
    dark: ['dark', 'dunkel', 'oscuro', 'sombre', 'escuro', 'тёмная, тёмные, тёмный', 'गहरा, गहरे'],
  },
  budgetOff: {
    off: [
      'off, none, -',
      'aus, weg',
      'quitar, quita, ninguno',
      'aucun, supprimer',
      'nenhum, tirar',
      'выкл, нет, убрать',
      'बंद, हटाओ, हटाएं, हटाएँ',
    ],
  },
  carryOver: {
    carryOver: [
      'carry over, carry-over, carryover',
      'Übertrag, mit Übertrag, übertragen',
      'acumular, acumulado',
      'à reporter, reporter, avec report',
      'acumular, acumulado',
      'с переносом, перенос',
      'आगे जोड़ें, आगे जोड़ो, आगे ले जाएं, आगे ले जाएँ',
    ],
  },
} as const;

type Kinds = typeof words;
type Kind = keyof Kinds;

const meanings = new Map(
  Object.entries(words).map(([kind, byMeaning]) => [
    kind,
    new Map(
      Object.entries(byMeaning).flatMap(([meaning, lines]) =>
        lines.flatMap((line: string) => line.split(', ').map((word) => [folded(word), meaning] as const)),
      ),
    ),
  ]),
);

/** What typed words mean as an answer of this kind; null: nothing. */
export function meaningOf<K extends Kind>(kind: K, typed: string): keyof Kinds[K] | null {
  const word = folded(typed.normalize('NFKC').trim().replace(/\s+/g, ' '));
  return (meanings.get(kind)?.get(word) as keyof Kinds[K] | undefined) ?? null;
}

/** What the first words of a text mean as an answer of this kind, and the text behind them; null: nothing. */
export function firstMeaningOf<K extends Kind>(
  kind: K,
  typed: string,
): { readonly meaning: keyof Kinds[K]; readonly rest: string } | null {
  const parts = typed.trim().split(/\s+/);
  for (const count of [2, 1]) {
    const first = new RegExp(`^\\s*(?:\\S+\\s+){${count - 1}}\\S+`).exec(typed)?.[0];
    const meaning =
      first === undefined || count > parts.length ? null : meaningOf(kind, first.replace(/[:.!।]$/, ''));
    if (meaning !== null) return { meaning, rest: typed.slice(first?.length ?? 0).trim() };
  }
  return null;
}

/** The text without the first words in it that mean something as an answer of this kind; null: none do. */
export function withoutMeaning(kind: Kind, typed: string): string | null {
  const parts = typed.trim().split(/\s+/);
  for (const count of [3, 2, 1]) {
    const at = parts.findIndex(
      (_, start) => meaningOf(kind, parts.slice(start, start + count).join(' ')) !== null,
    );
    if (at === -1) continue;
    const before = parts.slice(0, at).join(' ').replace(/,$/, '');
    return [before, ...parts.slice(at + count)].join(' ').trim();
  }
  return null;
}
