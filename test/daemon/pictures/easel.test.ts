import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { remembering } from '../../../src/daemon/pictures/cache.ts';
import type { Drawing } from '../../../src/daemon/pictures/drawing.ts';
import { type EaselLimits, openEasel } from '../../../src/daemon/pictures/easel.ts';
import { putIntoWords } from '../../../src/daemon/pictures/words.ts';
import { monthPicture, pictureRenderer } from '../../helpers/made-pictures.ts';

/** A thread that does as the title of the picture says, and otherwise answers with its own number. */
const obedient = `
  import { existsSync } from 'node:fs';
  import { parentPort, threadId } from 'node:worker_threads';
  parentPort.on('message', ({ title, total }) => {
    if (title === 'throw') throw new Error('it fell over');
    if (title === 'end') process.exit(0);
    if (title === 'hang') for (;;);
    if (title === 'wait') while (!existsSync(total));
    if (title === 'refuse') parentPort.postMessage({ error: 'no such font' });
    else parentPort.postMessage({ jpeg: Uint8Array.of(threadId) });
  });`;

const drawing = (title: string, total = ''): Drawing => ({ theme: 'light', title, total, charts: [] });

function easelOf(limits: Partial<EaselLimits> = {}, source = obedient) {
  const folder = mkdtempSync(join(tmpdir(), 'spndr-easel-'));
  const script = join(folder, 'thread.mjs');
  writeFileSync(script, source);
  const easel = openEasel(limits, pathToFileURL(script));
  onTestFinished(async () => {
    await easel.close();
    rmSync(folder, { recursive: true });
  });
  return { ...easel, folder, threadOf: async (title: string) => (await easel.draw(drawing(title)))[0] };
}

test.each(['throw', 'end', 'hang'])(
  'a thread that is told to %s loses its picture, and the next has another',
  async (what) => {
    const { threadOf } = easelOf({ drawingMs: what === 'hang' ? 5_000 : 30_000 });
    const first = await threadOf('a');
    expect(await threadOf('b')).toBe(first);
    const [lost, next] = await Promise.allSettled([threadOf(what), threadOf('c')]);
    const reasons = {
      throw: 'it fell over',
      end: 'the drawing thread ended',
      hang: 'a picture took over 5000 ms',
    };
    expect(lost).toMatchObject({ reason: { message: reasons[what as keyof typeof reasons] } });
    expect(next).toMatchObject({ status: 'fulfilled' });
    expect(next).not.toMatchObject({ value: first });
  },
);

test('a picture that is refused takes nothing else with it', async () => {
  const { threadOf } = easelOf();
  const first = await threadOf('a');
  await expect(threadOf('refuse')).rejects.toThrow('no such font');
  expect(await threadOf('b')).toBe(first);
});

test('the event loop is free while a picture is drawn, and pictures follow one another', async () => {
  const { draw, folder } = easelOf();
  const flag = join(folder, 'go');
  const ended: string[] = [];
  const slow = draw(drawing('wait', flag)).then(() => ended.push('slow'));
  const quick = draw(drawing('quick')).then(() => ended.push('quick'));
  // nothing but this loop can let the first one end
  await new Promise((turn) => setImmediate(turn));
  expect(ended).toEqual([]);
  writeFileSync(flag, '');
  await Promise.all([slow, quick]);
  expect(ended).toEqual(['slow', 'quick']);
});

test('where no thread can be started every picture is rejected, and asked for anew', async () => {
  const easel = openEasel({}, new URL('https://example.org/thread.mjs'));
  const outcomes = await Promise.allSettled([easel.draw(drawing('a')), easel.draw(drawing('b'))]);
  for (const outcome of [...outcomes, ...(await Promise.allSettled([easel.draw(drawing('c'))]))])
    expect(outcome).toMatchObject({ reason: { message: 'no thread can be started' } });
  await easel.close();
});

test('a bounded number waits', async () => {
  const { draw, folder } = easelOf({ waiting: 2 });
  const flag = join(folder, 'go');
  const drawn = [draw(drawing('wait', flag)), draw(drawing('a')), draw(drawing('b'))];
  await expect(draw(drawing('c'))).rejects.toThrow('2 pictures wait already');
  writeFileSync(flag, '');
  await Promise.all(drawn);
  await draw(drawing('c'));
});

test('what is not drawn when it closes is rejected', async () => {
  const { draw, close } = easelOf();
  const outcomes = Promise.allSettled([draw(drawing('hang')), draw(drawing('a'))]);
  await close();
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ reason: { message: 'no more pictures are drawn' } });
  await expect(draw(drawing('b'))).rejects.toThrow('no more pictures are drawn');
});

test('a thread with nothing to draw ends, and no thread is there before the first picture', async () => {
  const threads: Worker[] = [];
  const watch = (thread: Worker) => threads.push(thread);
  process.on('worker', watch);
  onTestFinished(() => void process.off('worker', watch));
  const { threadOf } = easelOf({ idleMs: 1 });
  expect(threads.length).toBe(0);
  const first = await threadOf('a');
  await new Promise((ended) => threads[0]!.once('exit', ended));
  expect(await threadOf('b')).not.toBe(first);
});

test('the real thread draws a JPEG', async () => {
  const easel = openEasel();
  onTestFinished(() => easel.close());
  const jpeg = await easel.draw(putIntoWords(monthPicture('dark'), await pictureRenderer(), 'en'));
  expect(Buffer.from(jpeg).subarray(0, 3).toString('hex')).toBe('ffd8ff');
  await expect(easel.draw({ ...drawing('x'), theme: 'none' as 'dark' })).rejects.toThrow();
});

test('the same words and figures are drawn once, also while they are drawn', async () => {
  let times = 0;
  let finish: (jpeg: Uint8Array) => void = () => undefined;
  const draw = remembering(() => {
    times += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  const both = [draw(drawing('a')), draw(drawing('a'))];
  finish(Uint8Array.of(1));
  expect(await Promise.all(both)).toEqual([Uint8Array.of(1), Uint8Array.of(1)]);
  expect(await draw(drawing('a'))).toEqual(Uint8Array.of(1));
  expect(times).toBe(1);
  const other = draw({ ...drawing('a'), theme: 'dark' });
  finish(Uint8Array.of(2));
  expect(await other).toEqual(Uint8Array.of(2));
  expect(times).toBe(2);
});

test('of many pictures the least wanted is forgotten, and a failure is not remembered', async () => {
  const drawn: string[] = [];
  const draw = remembering(async ({ title }) => {
    drawn.push(title);
    if (title === 'broken' && drawn.length === 1) throw new Error('once');
    return new Uint8Array(40);
  }, 100);
  await expect(draw(drawing('broken'))).rejects.toThrow('once');
  for (const title of ['broken', 'a', 'broken', 'b', 'broken', 'a']) await draw(drawing(title));
  expect(drawn).toEqual(['broken', 'broken', 'a', 'b', 'a']);
});
