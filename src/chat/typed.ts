import { folded } from '../ledger/entry/characters.ts';

/**
 * Words that a person can type in answer to spndr or after a command: per meaning one line for each language (English,
 * German, Spanish, French, Portuguese, Russian, Hindi). All are understood from everybody, as people mix languages,
 * ignoring case and accents. Within one kind a word has one meaning. Button labels are included, except names.
 */
const words = {
  answer: {
    yes: [
      'y, yes',
      'j, ja, klar, gerne, ok, okay',
      's, sí, vale, claro, ok',
      "o, oui, ouais, d'accord, d’accord, ok",
      's, sim, claro, ok',
      'д, да, ага, угу, конечно, ок, окей',
      'हाँ, हां, हा, जी, जी हाँ, जी हां, ह, ठीक है, haan, haa, ji, ji haan',
    ],
    no: [
      'n, no, leave it as it is, keep the account',
      'nein, nee, nö, so lassen, Konto behalten',
      'no, dejarlo como está, conservar la cuenta',
      'non, laisser tel quel, garder le compte',
      'não, deixar como está, manter a conta',
      'н, нет, не, неа, оставить как есть, оставить аккаунт',
      'नहीं, जी नहीं, ना, न, nahi, nahin, जैसा है वैसा रहने दें, खाता रहने दें',
    ],
  },
  none: {
    none: [
      '-, none, no end',
      'keine, keins, nie, ohne Ende',
      'ninguna, ninguno, sin final, sin fin',
      'aucune, aucun, sans fin',
      'nenhum, nenhuma, sem fim',
      'нет таких, никогда, без конца',
      'कोई नहीं, कभी नहीं, कोई अंत नहीं',
    ],
  },
  skip: {
    skip: [
      '-, –, —, skip, never mind, nevermind',
      'überspringen, überspring, egal, schon gut',
      'saltar, omitir, no importa',
      'passer, laisse tomber',
      'pular, deixa pra lá',
      'пропустить, пропусти, дальше, неважно',
      'छोड़ें, छोड़ो, छोड़ दें, छोड़ दो, रहने दें, रहने दो',
    ],
  },
  order: {
    undo: [
      'undo',
      'rückgängig, rückgängig machen, zurücknehmen',
      'deshacer, deshaz',
      'annuler, annule',
      'desfazer, desfaz, desfaça',
      'отменить, отмени, отмена',
      'वापस, वापस लें, वापस लो, पूर्ववत',
    ],
    redo: [
      'redo',
      'wiederholen',
      'rehacer, rehaz',
      'rétablir, rétablis, refaire',
      'refazer, refaz, refaça',
      'вернуть, верни, повторить',
      'दोबारा, दोबारा करें, दोबारा करो, फिर, फिर से',
    ],
    remove: [
      'delete, remove',
      'löschen, lösche, lösch, entfernen, entferne',
      'borrar, borra, eliminar, elimina',
      'supprimer, supprime, effacer, efface',
      'apagar, apaga, apague, excluir, exclui, exclua, deletar, remover, remova',
      'удалить, удали, убрать, убери, стереть, сотри',
      'हटाओ, हटाएं, हटाएँ, हटा, हटाना, हटा दो, हटा दें, मिटाओ, मिटाएं, मिटाएँ, मिटा, मिटा दो, मिटा दें',
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
    alerts: [
      'alerts, alert, warnings',
      'warnungen, hinweise, budget-warnungen',
      'avisos, alertas',
      'alertes, avertissements',
      'avisos, alertas',
      'предупреждения, уведомления',
      'चेतावनियाँ, चेतावनी, बजट चेतावनी',
    ],
  },
  usual: {
    usual: [
      'usual, auto, automatic, as usual in my language',
      'üblich, automatisch, wie in meiner Sprache üblich',
      'habitual, automático, lo habitual en mi idioma',
      'habituel, automatique, comme d’usage dans ma langue',
      'habitual, automático, como é comum no meu idioma',
      'обычно, авто, как принято в моём языке',
      'सामान्य, स्वतः, जैसा मेरी भाषा में चलता है',
    ],
  },
  theme: {
    light: [
      'light',
      'hell',
      'claro, claras',
      'clair, claires',
      'claro, claras',
      'светлая, светлые, светлый',
      'हल्का, हल्के, उजला',
    ],
    dark: [
      'dark',
      'dunkel',
      'oscuro, oscuras',
      'sombre, sombres',
      'escuro, escuras',
      'тёмная, тёмные, тёмный',
      'गहरा, गहरे',
    ],
  },
  alerts: {
    on: [
      'on, y, yes, yes alert me',
      'an, ein, j, ja, ja warne mich',
      's, sí, activados, activar, sí avísame',
      'o, oui, activées, activer, oui préviens-moi',
      's, sim, ligados, ligar, ativados, ativar, sim me avise',
      'вкл, включить, д, да, да предупреждай',
      'चालू, हाँ, हां, हाँ बताएँ',
    ],
    off: [
      'off, n, no, no alerts',
      'aus, nein, keine Warnungen',
      'no, desactivados, desactivar, sin avisos',
      "non, désactivées, désactiver, pas d'alertes, pas d’alertes",
      'não, desligados, desligar, desativados, desativar, sem avisos',
      'выкл, выключить, н, нет, не надо',
      'बंद, नहीं',
    ],
  },
  /** Words that mean "every week" in a budget, but not to the grammar of entries. */
  budgetPeriod: {
    week: [
      'a week',
      'die Woche, in der Woche, je Woche',
      'la semana, a la semana',
      'la semaine, à la semaine',
      'a semana, na semana',
      'на неделю, за неделю',
      'हफ़्ते में, हफ़्ते का, सप्ताह में',
    ],
    month: [
      'a month',
      'den Monat, je Monat',
      'el mes',
      'le mois, du mois',
      'o mês, no mês',
      'на месяц, за месяц',
      'महीने में, महीने का, माह में',
    ],
    year: [
      'a year',
      'das Jahr, im Jahr, je Jahr',
      'el año',
      "l'an, l’an, l'année, l’année",
      'o ano, no ano',
      'на год, за год',
      'साल में, साल का, वर्ष में',
    ],
  },
  /** Words before, between or after the ends of a span, or beside its only one. */
  span: {
    edge: [
      'from, to, until, till, and, between',
      'von, bis, bis zum, und, zwischen, ab',
      'de, desde, desde las, a, a las, de las, al, hasta, hasta el, hasta las, y, y las, entre, entre las',
      "de, du, à, au, et, entre, jusqu'à, jusqu’à, jusqu'au, jusqu’au",
      'de, das, desde, a, à, às, ao, até, até as, até às, até o, e, e as, entre, entre as',
      'с, со, от, до, по, и, между',
      'से, तक, और, के बीच',
    ],
  },
  budgetOff: {
    off: [
      'off, none, -',
      'aus, weg',
      'quitar, quita, ninguno, borrar, eliminar',
      'aucun, supprimer, retirer',
      'nenhum, tirar, remover, apagar',
      'выкл, нет, убрать',
      'बंद, हटाओ, हटाएं, हटाएँ',
    ],
  },
  /** Names of the budget of everything, which has no category. */
  everything: {
    everything: [
      'everything, all, overall, total',
      'alles, gesamt, insgesamt',
      'todo, total',
      'tout, total',
      'tudo, total',
      'всё, все, на всё, на все, всего, итого',
      'सब, सब कुछ, कुल, कुल खर्च',
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
      'बचत जोड़ें, बचत जोड़ो, आगे जोड़ें, आगे जोड़ो, आगे ले जाएं, आगे ले जाएँ',
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

/** What typed words mean as this kind of answer; null: nothing. */
export function meaningOf<K extends Kind>(kind: K, typed: string): keyof Kinds[K] | null {
  const word = folded(typed.normalize('NFKC').trim().replace(/,?\s+/g, ' '));
  return (meanings.get(kind)?.get(word) as keyof Kinds[K] | undefined) ?? null;
}

/** What the first one or two words of a text mean as this kind of answer, and the text after them; null: nothing. */
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

/**
 * The first, longest words (up to three) in a text that mean something as this kind of answer, and what is around them.
 */
export function meaningWithin<K extends Kind>(
  kind: K,
  typed: string,
): { readonly meaning: keyof Kinds[K]; readonly before: string; readonly behind: string } | null {
  const parts = typed.trim().split(/\s+/);
  for (const count of [3, 2, 1]) {
    for (const start of parts.keys()) {
      const meaning = meaningOf(kind, parts.slice(start, start + count).join(' '));
      if (meaning === null) continue;
      const before = parts.slice(0, start).join(' ').replace(/,$/, '');
      return { meaning, before, behind: parts.slice(start + count).join(' ') };
    }
  }
  return null;
}

/** The text without the first words that mean something as this kind of answer; null: none do. */
export function withoutMeaning(kind: Kind, typed: string): string | null {
  const found = meaningWithin(kind, typed);
  return found && `${found.before} ${found.behind}`.trim();
}

/** The pieces of a text around words such as "from" and "to", which separate the ends of a span. */
export function endsOfSpan(typed: string): readonly string[] {
  const found = meaningWithin('span', typed);
  if (found === null) return typed.trim() === '' ? [] : [typed.trim()];
  return [...endsOfSpan(found.before), ...endsOfSpan(found.behind)];
}

/** The text without a word such as "until" at its beginning or end. */
export function withinEdges(typed: string): string {
  const rest = firstMeaningOf('span', typed)?.rest ?? typed.trim();
  const last = rest.split(/\s+/).at(-1) ?? '';
  return meaningOf('span', last) === null ? rest : rest.slice(0, -last.length).trim();
}
