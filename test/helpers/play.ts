import { rowOf, type Shown, type TestPerson, type World, writtenAt } from './chat.ts';
import {
  codeIn,
  type Deed,
  deedAt,
  pictureLine,
  type Seen,
  type Step,
  seenAt,
  timeless,
} from './transcript.ts';

const codes = new WeakMap<World, string>();

/**
 * Plays one step of a transcript in a world without a daemon; returns everything seen in answer, in the form of
 * transcripts.
 */
export async function play(world: World, step: Step): Promise<readonly Seen[]> {
  return (await playAsShown(world, step)).map(({ kind, line }) => ({ kind, line: timeless(line) }));
}

/** Like `play`, with times of day, days left and codes as shown. */
export async function playAsShown(world: World, step: Step): Promise<readonly Seen[]> {
  const alone = world.person(step.person, { language: step.speaks.language });
  const person = step.group === null ? alone : alone.inGroup(step.group);
  if (step.does.kind !== 'look' && person.look().length > 0)
    throw new Error(`line ${step.line}: ${step.person} has not looked at what came before`);
  const shown = await perform(person, deedAt(step, world.at, codes.get(world)));
  for (const { text } of shown) codes.set(world, codeIn(text) ?? codes.get(world) ?? '');
  return shown.flatMap(seenIn);
}

/** The expected lines of an answer, on the day of the test. */
export function expected(step: Step, at = writtenAt): readonly Seen[] {
  return seenAt(step, at);
}

function perform(person: TestPerson, deed: Deed): Promise<readonly Shown[]> {
  switch (deed.kind) {
    case 'say':
      return person.say(deed.text);
    case 'tap':
      return person.tap(deed.label);
    case 'send':
      return person.send(deed.what);
    case 'look':
      return Promise.resolve(person.look());
    case 'photo':
      return person.say(deed.text);
    case 'edit':
      return person.edit(deed.text);
    case 'reply':
      return person.reply(deed.to, deed.text);
  }
}

/** What is visible of an answer, in the form of transcripts. */
export function seenIn({ kind, picture, text, buttons, file }: Shown): readonly Seen[] {
  if (kind === 'menu' || kind === 'deletion' || (kind === 'note' && text === '')) return [];
  const above = [...(picture ? [pictureLine] : []), ...(file === null ? [] : [`(file ${file})`])];
  return [...above, ...text.split('\n'), ...buttons.map(rowOf)].map((line) => ({ kind, line }));
}
