import { folded } from '../ledger/entry/text/characters.ts';
import { words } from './typed-words.ts';

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
function meaningWithin<K extends Kind>(
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
