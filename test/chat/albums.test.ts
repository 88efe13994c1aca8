import { expect, it } from 'vitest';
import type { Act } from '../../src/chat/incoming.ts';
import { signUp, textOf } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

const photo: Act = { kind: 'unsupported', what: 'photo' };
const caption = (text: string): Act => ({ kind: 'text', text, replyTo: null });

/** What is answered to each message of an album of Ann's. */
async function answersTo(acts: readonly Act[], album = '1'): Promise<readonly string[]> {
  const ann = world.person('ann');
  const answers: string[] = [];
  for (const act of acts) answers.push(textOf(await ann.deliver({ ...ann.incoming(act), album })));
  return answers;
}

it('an album is answered once', async () => {
  const ann = world.person('ann');
  expect(await answersTo([photo, photo, photo], '0')).toEqual([expect.stringContaining('Hi, Ann!'), '', '']);
  await signUp(ann, 'ann@example.com');
  await ann.say('y');

  expect(await answersTo([photo, photo], '1')).toEqual([
    expect.stringContaining('I can’t read pictures'),
    '',
  ]);
  expect(await answersTo([photo, photo], '2')).toEqual([
    expect.stringContaining('I can’t read pictures'),
    '',
  ]);
  expect(await answersTo([caption('12.50 lunch'), photo, photo], '3')).toEqual([
    expect.stringContaining('lunch · $12.50'),
    '',
    '',
  ]);
  expect(await answersTo([caption('13'), photo], '4')).toEqual([
    expect.stringContaining('What was this for'),
    '',
  ]);
  expect(textOf(await ann.say('tea'))).toContain('tea · $13.00');
  expect(await answersTo([caption('4 juice'), caption('5 cake')], '5')).toEqual([
    expect.stringContaining('juice · $4.00'),
    expect.stringContaining('cake · $5.00'),
  ]);
});

it('a picture of an album can be captioned later, also one that was not answered', async () => {
  const ann = world.person('ann');
  await answersTo([photo, photo], '6');
  expect(textOf(await ann.edit('6 bread'))).toContain('bread · $6.00');
});
