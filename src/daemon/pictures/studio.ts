import type { Renderer } from '../../chat/locales/render.ts';
import type { Picture } from '../../chat/picture.ts';
import { remembering } from './cache.ts';
import { openEasel } from './easel.ts';
import { putIntoWords } from './words.ts';

/** Draws a picture in the language of `locale`, as a JPEG. Rejects when it cannot be drawn. */
export type Draw = (picture: Picture, locale: string) => Promise<Uint8Array>;

/** Draws pictures away from the event loop, and caches them. `close` rejects those not drawn by then. */
export function openStudio(renderer: Renderer): { readonly draw: Draw; close(): Promise<void> } {
  const easel = openEasel();
  const paint = remembering(easel.draw);
  return {
    draw: async (picture, locale) => paint(putIntoWords(picture, renderer, locale)),
    close: easel.close,
  };
}
