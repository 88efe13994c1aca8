import { parentPort } from 'node:worker_threads';
import { giveWay } from '../give-way.ts';
import { draw } from './draw.ts';
import type { Drawing } from './drawing.ts';

/** The thread in which pictures are drawn; see easel.ts. Nobody else imports what draws: it is large. */

giveWay();

parentPort?.on('message', (drawing: Drawing) => {
  try {
    const jpeg = draw(drawing);
    parentPort?.postMessage({ jpeg });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : 'failed' });
  }
});
