import { languageOf } from '../ledger/entry/lexicon.ts';
import { folded } from '../ledger/entry/text/characters.ts';

/**
 * Canonical forms of tags seen so far. Telegram sends a few dozen, so anything beyond `mostTags` is abuse and not
 * cached.
 */
const tags = new Map<string, string>();
const mostTags = 1_000;

/** A language tag (BCP 47) in canonical form; `en` if there is none or it is invalid. */
export function readLanguage(language: string | null): string {
  const tag = language ?? 'en';
  const known = tags.get(tag);
  if (known !== undefined) return known;
  const canonical = canonicalTag(tag);
  if (tags.size < mostTags) tags.set(tag, canonical);
  return canonical;
}

function canonicalTag(tag: string): string {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return 'en';
  }
}

/** The languages spndr speaks, each with a file in locales/, by the name they call themselves. */
export const languages: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português (Brasil)',
  ru: 'Русский',
  hi: 'हिन्दी',
};

/** The language that a locale is answered in: `pt-BR` for `pt`, `en` for a language spndr does not speak. */
export function spokenIn(locale: string): string {
  const language = languageOf(locale);
  return Object.keys(languages).find((known) => languageOf(known) === language) ?? 'en';
}

/**
 * The language that a person names: by its tag, its own name, or its name in English or in the language of `locale`.
 * Null: none that spndr speaks.
 */
export function languageNamed(words: string, locale: string): string | null {
  const wanted = folded(words.trim());
  const names = [locale, 'en'].map((one) => new Intl.DisplayNames([one], { type: 'language' }));
  const found = Object.entries(languages).find(([tag, ownName]) =>
    [
      tag,
      languageOf(tag),
      ownName,
      ownName.replace(/ \(.*/, ''),
      ...names.map((name) => name.of(languageOf(tag)) ?? ''),
    ]
      .map(folded)
      .includes(wanted),
  );
  return found?.[0] ?? null;
}
