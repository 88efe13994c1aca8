import { beforeAll, describe, expect, it } from 'vitest';
import { type Shown, signUp, type TestPerson, textOf } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

function buttonOf(shown: readonly Shown[], label: string) {
  for (const { buttons, messageId } of shown) {
    const button = buttons.flat().find((candidate) => candidate.label === label);
    if (button) return { ...button, messageId };
  }
  throw new Error(`no button "${label}"`);
}

async function countPurchases(): Promise<number> {
  return (await world.database.selectFrom('purchase').select('id').execute()).length;
}

describe('a tap', () => {
  let ann: TestPerson;
  beforeAll(async () => {
    ann = world.person('ann');
    await signUp(ann, 'ann@example.com');
  });

  it('is answered once and first, then its message shows the choice, then the talk goes on', async () => {
    for (const text of ['/new', 'coffee', '3.50']) await ann.say(text);
    const shown = await ann.tap('Skip');
    expect(shown.map(({ kind }) => kind)).toEqual(['note', 'edit', 'message']);
    expect(shown[0]?.text).toBe('');
    expect(shown[1]?.text).toMatch(/Where did you buy it.*\n✓ Skip$/);
    expect(shown[1]?.buttons).toEqual([]);
    await ann.say('/quit');
  });

  it('that Telegram sends again changes nothing and says so', async () => {
    for (const text of ['/new', 'coffee', '3.50', '-']) await ann.say(text);
    const before = await countPurchases();
    const skip = buttonOf(await ann.say('/foo'), 'Skip');
    await ann.tapData(skip.data, skip.messageId);
    expect(await countPurchases()).toBe(before + 1);
    const again = await ann.tapData(skip.data, skip.messageId);
    expect(again).toMatchObject([{ kind: 'note', text: 'This question is already settled.' }]);
    expect(await countPurchases()).toBe(before + 1);
  });

  it('on a button of an earlier question changes nothing', async () => {
    const old = buttonOf(await ann.say('/delete'), 'Yes');
    await ann.say('n');
    await ann.say('/delete');
    expect(textOf(await ann.tapData(old.data))).toBe('This question is already settled.');
    expect(textOf(await ann.say('n'))).toBe('Good, everything stays as it is.');
  });

  it('by somebody else changes nothing, however their own talk stands', async () => {
    const bob = world.person('bob');
    await signUp(bob, 'bob@example.com');
    const [annInClub, bobInClub] = [ann.inGroup('club'), bob.inGroup('club')];
    await annInClub.say('/delete');
    const yes = buttonOf(await bobInClub.say('/delete'), 'Yes');
    expect(textOf(await annInClub.tapData(yes.data))).toBe('This button is for someone else.');
    expect(textOf(await annInClub.say('n'))).toBe('Good, everything stays as it is.');
    expect(textOf(await bobInClub.say('n'))).toBe('Good, everything stays as it is.');
  });

  it('never shows a page of purchases to somebody else', async () => {
    for (let count = 1; count <= 11; count += 1) await ann.say(`/new secret ${count}`);
    const older = buttonOf(await ann.say('/show'), 'Older »');
    const shown = await world.person('bob').inGroup('club').tapData(older.data);
    expect(shown).toMatchObject([{ kind: 'note', text: 'This button is for someone else.' }]);
  });

  it.each([
    '',
    'y',
    ':::',
    'answer',
    'answer:-1:0:y',
    'answer:1e3:0:y',
    'answer:ID:99999999999:y',
    'answer:ID:0x1:y',
    'page:ID:sideways:1',
    'page:ID:older:2147483648',
    'page:ID:older:1:2',
    "page:ID:older:1'; drop table purchase",
    'page:99999999999999999999:older:1',
    '\0',
    '😀'.repeat(16),
  ])('with the forged data %j is told so', async (data) => {
    const shown = await ann.tapData(data.replace('ID', String(ann.id)));
    expect(shown).toMatchObject([{ kind: 'note', text: 'I don’t know this button.' }]);
  });

  it('with a choice that the open question does not offer changes nothing', async () => {
    const yes = buttonOf(await ann.say('/delete'), 'Yes');
    const shown = await ann.tapData(yes.data.replace(/y$/, 'yes please'));
    expect(shown).toMatchObject([{ kind: 'note', text: 'I don’t know this button.' }]);
    await ann.say('n');
  });

  it('on a page beyond the last shows the newest again', async () => {
    const shown = await ann.tapData(`page:${ann.id}:older:1`);
    expect(shown[1]?.text).toMatch(/^Your purchases, the newest first:\n/);
  });

  it('on a page of a list where nothing is left says so', async () => {
    const person = await world.newcomer();
    await person.say('3 tea');
    await person.say('/undo');
    const shown = await person.tapData(`page:${person.id}:older:1`);
    expect(shown[1]).toMatchObject({
      kind: 'edit',
      text: 'You have not recorded anything yet.',
      buttons: [],
    });
  });

  it('below an entry that was erased says that it is gone, whoever the person is now', async () => {
    const person = await world.newcomer('eraser');
    const undo = buttonOf(await person.say('3 tea'), 'Undo');
    await person.say('/erase');
    await person.say('eraser@example.com');
    expect(textOf(await person.tapData(undo.data))).toContain('You have no account with me');
    await signUp(person, 'eraser@example.com');
    expect(textOf(await person.tapData(undo.data))).toBe('I can’t find this entry any more.');
  });

  it('by a stranger changes nothing', async () => {
    const eve = world.person('eve');
    const shown = await eve.tapData(`page:${eve.id}:older:5`);
    expect(shown).toMatchObject([{ kind: 'note', text: expect.stringContaining('You have no account') }]);
    const settled = await eve.tapData(`answer:${eve.id}:0:y`);
    expect(settled).toMatchObject([{ kind: 'note', text: 'This question is already settled.' }]);
  });
});
