/**
 * Measures the drawing thread: the CPU time of the whole process for a picture of three charts (so that a busy machine
 * gives the same figures as an idle one), and how much memory 200 pictures leave behind. With `--save FOLDER`, writes
 * the two example pictures of the README instead.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStudio } from '../src/daemon/pictures/studio.ts';
import { monthPicture, pictureRenderer } from '../test/helpers/made-pictures.ts';

const pictures = 200;

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
}

function residentMb(): number {
  return Math.round(process.memoryUsage.rss() / 1024 / 1024);
}

const { values } = parseArgs({ options: { save: { type: 'string' } } });
const before = residentMb();
const studio = openStudio(await pictureRenderer());

async function spent(seed: number): Promise<number> {
  const start = process.cpuUsage();
  await studio.draw(monthPicture('light', seed), 'en');
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

if (values.save === undefined) {
  const first = await spent(0);
  for (let seed = 1; seed <= 10; seed += 1) await spent(seed);
  const warm = residentMb();
  const times: number[] = [];
  for (let seed = 11; seed < 11 + pictures; seed += 1) times.push(await spent(seed));
  console.log(`the first picture, with the thread's start: ${first.toFixed(0)} ms`);
  console.log(
    `a picture: median ${quantile(times, 0.5).toFixed(0)} ms, ` +
      `95 % below ${quantile(times, 0.95).toFixed(0)} ms (goal 150 ms)`,
  );
  console.log(`the same again: ${(await spent(10 + pictures)).toFixed(1)} ms`);
  console.log(`memory: ${before} MB before, ${warm} MB warm, ${residentMb()} MB after ${pictures} pictures`);
} else {
  for (const theme of ['light', 'dark'] as const) {
    const path = join(values.save, `month-${theme}.jpg`);
    await writeFile(path, await studio.draw(monthPicture(theme), 'en'));
    console.log(path);
  }
}
await studio.close();
if (values.save === undefined) console.log(`memory when the thread has ended: ${residentMb()} MB`);
