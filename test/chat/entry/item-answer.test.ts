import { describe, expect, it } from 'vitest';
import { textOf } from '../../helpers/chat.ts';
import { useWorld } from '../../helpers/world.ts';

const world = useWorld();

describe('what is said beside the item that was asked', () => {
  it('is there when the message is edited, unless its own words say something else', async () => {
    const person = await world.newcomer();
    const amount = person.incoming({ kind: 'text', text: '12', replyTo: null });
    const { messageId } = amount;
    const edit = async (text: string) =>
      textOf(await person.deliver({ ...person.incoming({ kind: 'edit', text }), messageId }));
    await person.deliver(amount);
    expect(textOf(await person.say('coffee @ Starbucks #food #work yesterday'))).toContain(
      'coffee · $12.00 · at Starbucks · in food · tagged work · Mar 4, 2025',
    );
    expect(await edit('13')).toContain(
      'coffee · $13.00 · at Starbucks · in food · tagged work · Mar 4, 2025',
    );
    expect(await edit('13 2025-03-01')).toContain('at Starbucks · in food · tagged work · Mar 1, 2025');
    expect(await edit('13 @ Aldi')).toContain('at Aldi');
  });

  it('means the days by the one on which it is said', async () => {
    const person = await world.newcomer();
    await person.say('12', new Date('2025-03-01T12:00:00Z'));
    expect(textOf(await person.say('tea @ Lidl yesterday', new Date('2025-03-03T12:00:00Z')))).toContain(
      'tea · $12.00 · at Lidl · Mar 2, 2025',
    );
  });

  it('keeps how often, every other time included', async () => {
    const person = await world.newcomer();
    await person.say('12');
    const answer = textOf(await person.say('gym every 2 weeks'));
    expect(answer).toContain('gym · $12.00');
    expect(answer).toContain('[🔁 Repeat every 2 weeks');
  });

  it.each([
    ['coffee', 'coffee · $12.00 · Mar 5, 2025'],
    ['"coffee @ home"', '"coffee @ home" · $12.00 · Mar 5, 2025'],
    ['yesterday', 'yesterday · $12.00 · Mar 5, 2025'],
    ['income tax', 'income tax · $12.00 · Mar 5, 2025'],
    ['refund shoes #clothes', 'shoes · refund of $12.00 · in clothes'],
    ['#clothes', 'clothes · $12.00 · in clothes'],
    ['egal', 'egal · $12.00'],
    ['ok', 'ok · $12.00'],
    ['claro', 'claro · $12.00'],
    ['a 🍕 @ Luigi', 'a 🍕 · $12.00 · at Luigi'],
  ])('%j is read as in an entry', async (said, shows) => {
    const person = await world.newcomer();
    await person.say('12');
    expect(textOf(await person.say(said))).toContain(shows);
  });
});
