import { parentPort } from 'node:worker_threads';
import { giveWay } from '../process/give-way.ts';
import { draw } from './draw.ts';
import type { Drawing } from './drawing.ts';

/** The thread that draws pictures; see easel.ts. Nothing else may import the drawing code, which is large. */

giveWay();

parentPort?.on('message', (drawing: Drawing) => {
  try {
    const jpeg = draw(drawing);
    parentPort?.postMessage({ jpeg });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : 'failed' });
  }
});
