import { createRenderer, type Renderer } from '../../src/chat/locales/render.ts';
import { localeSources } from './locales.ts';

const wide = 0xfee0;

/**
 * English in letters of full width, but for markup, variables and what is said in the person's own way: whatever it shows
 * in ordinary letters is not among the phrases.
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

/** The same in ordinary letters. */
export function legible(text: string): string {
  return text.replace(/[\uFF21-\uFF3A\uFF41-\uFF5A]/g, (letter) =>
    String.fromCodePoint((letter.codePointAt(0) ?? 0) - wide),
  );
}
