/** How numbers are written, by the example of 1234.5. */
export type NumberStyle = '1,234.5' | '1.234,5' | '1 234,5' | '1’234.5';

export const numberStyles: readonly NumberStyle[] = ['1,234.5', '1.234,5', '1 234,5', '1’234.5'];

/** The marks of a style: `group` between thousands, `decimal` before decimals. */
export interface Marks {
  readonly group: string;
  readonly decimal: string;
}

/** Spaces are non-breaking. */
const marks: Readonly<Record<NumberStyle, Marks>> = {
  '1,234.5': { group: ',', decimal: '.' },
  '1.234,5': { group: '.', decimal: ',' },
  '1 234,5': { group: '\u00A0', decimal: ',' },
  '1’234.5': { group: '’', decimal: '.' },
};

/**
 * The name of a style as part of a locale: BCP 47 has no key for it, but leaves what follows "x" to private use. So one
 * string carries both, wherever a locale is passed.
 */
const tags: Readonly<Record<NumberStyle, string>> = {
  '1,234.5': 'comma',
  '1.234,5': 'point',
  '1 234,5': 'space',
  '1’234.5': 'prime',
};
const tagged = /-x-nums-([a-z]+)$/;

/** The BCP 47 locale with this number style; null: the locale's default. */
export function withNumberStyle(locale: string, style: NumberStyle | null): string {
  const plain = locale.replace(tagged, '');
  return style === null ? plain : `${plain}-x-nums-${tags[style]}`;
}

/** The number style set in a locale; null: the locale's default. */
export function numberStyleOf(locale: string): NumberStyle | null {
  const tag = tagged.exec(locale)?.[1];
  return numberStyles.find((style) => tags[style] === tag) ?? null;
}

/** The marks of the number style set in a locale; null: the locale's default. */
export function marksOf(locale: string): Marks | null {
  const style = numberStyleOf(locale);
  return style && marks[style];
}
