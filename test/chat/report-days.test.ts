import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../helpers/chat.ts';
import { expected, play } from '../helpers/play.ts';
import { parse } from '../helpers/transcript.ts';

/** What reports and searches say of the days around now is right on any day: at the borders of weeks, months and years. */

const files = ['reports', 'report-week', 'report-month', 'report-year', 'search'];
const days = ['2025-01-01', '2024-02-29', '2025-03-01', '2025-03-02', '2025-03-31', '2025-12-31'];

describe.each(days)('on %s', (day) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ at: new Date(`${day}T12:00:00Z`) });
  });
  afterAll(() => world.close());

  it.each(files)('%s.chat reads as written', async (file) => {
    const text = readFileSync(new URL(`../dialogues/${file}.chat`, import.meta.url), 'utf8');
    // in a world that the transcripts share, each has people of its own; here all are called the same
    for (const step of parse(text.replaceAll('@example.', `@${file}.example.`))) {
      const person = `${file} ${step.person}`;
      world.person(person, { ...step.speaks, firstName: 'Me' });
      expect(await play(world, { ...step, person }), `line ${step.line}`).toEqual(expected(step, world.at));
    }
  });
});
