import { createHash } from 'node:crypto';
import type { Drawing } from './drawing.ts';

/** 16 MiB: about 100 pictures. */
const usualBytes = 16 * 1024 * 1024;

/**
 * Draws with `paint` and caches the pictures by their content, so that the same one is drawn once, even if it is
 * requested again while it is being drawn. Beyond `mostBytes` the least recently requested are dropped.
 */
export function remembering(
  paint: (drawing: Drawing) => Promise<Uint8Array>,
  mostBytes: number = usualBytes,
): (drawing: Drawing) => Promise<Uint8Array> {
  const pictures = new Map<string, Uint8Array>();
  const inHand = new Map<string, Promise<Uint8Array>>();
  let bytes = 0;

  function keep(key: string, picture: Uint8Array): void {
    pictures.set(key, picture);
    bytes += picture.length;
    for (const [oldest, { length }] of pictures) {
      if (bytes <= mostBytes) return;
      pictures.delete(oldest);
      bytes -= length;
    }
  }

  async function paintOnce(key: string, drawing: Drawing): Promise<Uint8Array> {
    try {
      const picture = await paint(drawing);
      keep(key, picture);
      return picture;
    } finally {
      inHand.delete(key);
    }
  }

  return (drawing) => {
    const key = createHash('sha256').update(JSON.stringify(drawing)).digest('base64');
    const known = pictures.get(key);
    if (known) {
      pictures.delete(key);
      pictures.set(key, known);
      return Promise.resolve(known);
    }
    const painting = inHand.get(key) ?? paintOnce(key, drawing);
    inHand.set(key, painting);
    return painting;
  };
}
