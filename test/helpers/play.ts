import { rowOf, type Shown, type TestPerson, type World, writtenAt } from './chat.ts';
import { type Deed, type Seen, type Step, seenAt, timeless } from './transcript.ts';

/** Does one step of a transcript in a world without a daemon; returns all that is seen in answer. */
export async function play(world: World, step: Step): Promise<readonly Seen[]> {
  const alone = world.person(step.person);
  const shown = await perform(step.group === null ? alone : alone.inGroup(step.group), step.does);
  return shown.flatMap(seenIn);
}

/** An answer's lines on the day of the test. */
export function expected(step: Step): readonly Seen[] {
  return seenAt(step, writtenAt);
}

function perform(person: TestPerson, deed: Deed): Promise<readonly Shown[]> {
  switch (deed.kind) {
    case 'say':
      return person.say(deed.text);
    case 'tap':
      return person.tap(deed.label);
    case 'send':
      return person.send(deed.what);
    case 'edit':
      return person.edit(deed.text);
    case 'reply':
      return person.reply(deed.to, deed.text);
  }
}

function seenIn({ kind, text, buttons, file }: Shown): readonly Seen[] {
  if (kind === 'note' && text === '') return [];
  const shownFile = file === null ? [] : [`(file ${file})`];
  return [...shownFile, ...text.split('\n'), ...buttons.map(rowOf)].map((line) => ({ kind, line: timeless(line) }));
}
