/** A language tag (BCP 47) in canonical form; `en` where there is none or it is not one. */
export function readLanguage(language: string | null): string {
  try {
    return new Intl.Locale(language ?? 'en').toString();
  } catch {
    return 'en';
  }
}
