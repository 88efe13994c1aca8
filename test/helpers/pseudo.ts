import { createRenderer, type Renderer } from '../../src/chat/locales/render.ts';
import { localeSources } from './locales.ts';

const wide = 0xfee0;

/**
 * A pseudo-language: English in full-width letters, except for markup, variables and formatted values. Whatever it
 * shows in ordinary letters does not come from a phrase.
 */
export function pseudoRenderer(): Renderer {
  const source = localeSources().get('en') ?? '';
  const pseudo = source
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) =>
      line.replace(
        /(^[a-z][a-z-]* =|^\s*\*?\[[\w-]+\]|\{ \$\w+ ->|\{[^}]*\}|<[^>]*>)|([A-Za-z])/g,
        (_whole, kept?: string, letter?: string) =>
          kept ?? String.fromCodePoint((letter?.codePointAt(0) ?? 0) + wide),
      ),
    );
  return createRenderer(new Map([['en', pseudo.join('\n')]]), (problem) => {
    throw new Error(problem);
  });
}

/** Converts the pseudo-language to ordinary letters. */
export function legible(text: string): string {
  return text.replace(/[\uFF21-\uFF3A\uFF41-\uFF5A]/g, (letter) =>
    String.fromCodePoint((letter.codePointAt(0) ?? 0) - wide),
  );
}
