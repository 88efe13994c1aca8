import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWorld } from '../helpers/chat.ts';
import { expected, play } from '../helpers/play.ts';
import { parse } from '../helpers/transcript.ts';

/** What reports and searches say of the days around now is right on any day: at the borders of weeks, months and years. */

const files = ['reports', 'report-week', 'report-month', 'report-year', 'search'];
const days = ['2025-01-01', '2024-02-29', '2025-03-01', '2025-03-02', '2025-03-31', '2025-12-31'];

describe.each(files)('%s.chat', (file) => {
  it.each(days)('reads as written on %s', async (day) => {
    const world = await createWorld({ at: new Date(`${day}T12:00:00Z`) });
    const text = readFileSync(new URL(`../dialogues/${file}.chat`, import.meta.url), 'utf8');
    for (const step of parse(text)) {
      expect(await play(world, step), `line ${step.line}`).toEqual(expected(step, world.at));
    }
    await world.close();
  });
});
