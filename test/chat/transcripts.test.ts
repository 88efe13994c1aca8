import { readdirSync, readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/chat/commands/registry.ts';
import { createWorld, show, type World } from '../helpers/chat.ts';
import { localeSources, strictRenderer } from '../helpers/locales.ts';
import { expected, play, seenIn } from '../helpers/play.ts';
import { legible, pseudoRenderer } from '../helpers/pseudo.ts';
import { strayWords } from '../helpers/stray-words.ts';
import { type Deed, parse, type Step, timeless } from '../helpers/transcript.ts';

const folder = new URL('../dialogues/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.chat'));
const said = new Set<string>();

const [strict, pseudo] = [strictRenderer(), pseudoRenderer()];

describe.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const steps = parse(text);
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(async () => {
    for (const key of world.said) said.add(key);
    await world.close();
  });

  it('reads as written', async () => {
    for (const step of steps) {
      expect(await play(world, step), `line ${step.line}`).toEqual(expected(step));
    }
  });

  if (/[A-Z][a-z]+\/[A-Z]/.test(text))
    it('reads as written when another day has begun in the time zones it names', async () => {
      const late = await createWorld({ at: new Date('2025-03-05T23:30:00Z') });
      for (const step of steps) {
        expect(await play(late, step), `line ${step.line}`).toEqual(expected(step, late.at));
      }
      await late.close();
    });

  const isEnglish = steps.every(({ speaks }) => speaks.language === 'en');
  if (isEnglish)
    it('says nothing but phrases, and what the person said', () => {
      const linesBy = (renderer: typeof pseudo) =>
        world.replies
          .flatMap((reply) => seenIn(show(renderer, reply, 'en', () => 0)))
          .map(({ line }) => timeless(line));
      const lines = linesBy(pseudo);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.map((line) => timeless(legible(line)))).toEqual(linesBy(strict));
      const typed = steps.map(({ does }) => saidIn(does).normalize('NFKC').toLowerCase()).join(' ');
      const people = new Set(steps.map(({ person }) => person));
      expect(strayWords(lines, (word) => typed.includes(word) || people.has(word))).toEqual([]);
    });
});

/** The words that a deed brings: typed, or the name and the content of a file. */
function saidIn(does: Deed): string {
  if ('text' in does) return does.text;
  const [, name] = (does.kind === 'send' && /^file (.+)$/.exec(does.what)) || [];
  return name === undefined ? '' : `${name} ${readFileSync(new URL(`files/${name}`, folder), 'utf8')}`;
}

function commandIn({ does }: Step): string | undefined {
  return does.kind === 'say' ? /^\/(\w+)/.exec(does.text)?.[1] : undefined;
}

describe('the transcripts together', () => {
  /** Said where no person gets by typing and tapping, or not said in the chat; each has a test of its own. */
  const elsewhere = [
    'budget-awaited',
    'budget-carried',
    'budget-foreign',
    'budget-full',
    'button-unknown',
    'command-skip',
    'allow',
    'entry-gone',
    'entry-too-long',
    'erase-file-waits',
    'erased-by-operator',
    'export-forbidden',
    'export-not-made',
    'export-too-large',
    'first-account',
    'import-gone',
    'import-too-large',
    'invite-code',
    'log-in-allow',
    'log-in-allowed',
    'log-in-awaits',
    'log-in-nobody',
    'log-in-was-withheld',
    'log-in-withheld',
    'lost-thread',
    'log-in-wait',
    'not-allowed',
    'password-changed-by-operator',
    'password-too-common',
    'password-too-long',
    'picture-amount',
    'picture-budget',
    'picture-day',
    'picture-no-category',
    'picture-nothing',
    'picture-of-budget',
    'picture-others',
    'picture-share',
    'rate-used',
    'recurring-full',
    'recurring-many',
    'recurring-recorded',
    'recurring-unclear',
    'refuse',
    'reminder',
    'reminder-how',
    'report-people',
    'report-people-title',
    'search-gone',
    'sign-up-closed',
    'somebody',
    'sorry-failed',
    'suggested-more',
    'tries-wait',
    'words-empty',
    'zone-no-such-time',
  ];

  it('show every command in two languages and two time zones at least', () => {
    const steps = files.flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8')));
    const shownIn = (name: string, of: (step: Step) => string) =>
      new Set(steps.flatMap((step) => (commandIn(step) === name ? [of(step)] : []))).size;
    const missing = commands.filter(
      ({ name }) =>
        shownIn(name, ({ speaks }) => speaks.language) < 2 ||
        shownIn(name, ({ speaks }) => speaks.timeZone) < 2,
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('hold every phrase there is', () => {
    const all = new FluentResource(localeSources().get('en') ?? '').body.map(({ id }) => id);
    expect(all.filter((key) => !said.has(key)).sort()).toEqual([...elsewhere].sort());
  });
});
