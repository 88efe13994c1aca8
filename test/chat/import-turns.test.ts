import { beforeEach, describe, expect, it } from 'vitest';
import { turnData } from '../../src/chat/buttons.ts';
import { turnKey } from '../../src/chat/entry/import-turn.ts';
import type { Act } from '../../src/chat/incoming.ts';
import { doFileWork } from '../../src/daemon/files/file-work.ts';
import { botId, signUp, type TestPerson, textOf } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

const undone = 'The import is taken back: 3 purchases.';
const redone = 'Imported again: 3 purchases.';
const command = (name: string): Act => ({ kind: 'command', name, argument: '', replyTo: null });

/** What stands of what a person recorded and imported. */
async function standing(person: TestPerson): Promise<readonly string[]> {
  const rows = await world.database
    .selectFrom('purchase')
    .innerJoin('link', 'link.account_id', 'purchase.account_id')
    .select('item')
    .where('link.person_id', '=', BigInt(person.id))
    .where('removed', '=', false)
    .orderBy('number')
    .execute();
  return rows.map(({ item }) => item);
}

describe('an import that is turned by a daemon which ends before it answers', () => {
  const own = ['tea', 'cake'];
  const all = [...own, 'Einkauf', 'Gehalt', 'Einkauf'];
  let people = 0;
  let ann: TestPerson;
  beforeEach(async () => {
    people += 1;
    ann = world.person(`ann ${people}`);
    await signUp(ann, `ann${people}@example.com`);
    await ann.say('3 tea');
    await ann.say('4 cake');
    await ann.send('file bank.csv');
    await ann.tap('Import');
    expect(await standing(ann)).toEqual(all);
  });

  it('is what /undo took back, and nothing else, when the update is met again', async () => {
    const undo = ann.incoming(command('undo'));
    await world.endBeforeAnswer(undo);
    expect(textOf(await ann.deliver(undo))).toBe(undone);
    expect(await standing(ann)).toEqual(own);
    expect(textOf(await ann.say('/undo'))).toContain('cake');
    expect(await standing(ann)).toEqual(['tea']);
  });

  it('stands where another daemon took back something newer for the same update', async () => {
    const undo = ann.incoming(command('undo'));
    const { change_id: changeId } = await world.database
      .selectFrom('import')
      .select('change_id')
      .orderBy('change_id', 'desc')
      .executeTakeFirstOrThrow();
    const key = turnKey({ botId, incoming: undo });
    const as = { key, personId: ann.id, personName: 'Ann', at: world.at.toISOString() };
    const accountId = (
      await world.database
        .selectFrom('change')
        .select('account_id')
        .where('id', '=', changeId)
        .executeTakeFirstOrThrow()
    ).account_id;
    await ann.inGroup(`club ${people}`).say('5 pie');
    expect(textOf(await ann.deliver(undo))).toContain('pie');
    const work = { kind: 'turn-import', accountId, changeId, turn: 'undo', as } as const;
    await doFileWork(world.database, async () => 'gone', work);
    expect(await standing(ann)).toEqual(all);
  });

  it('is what /redo did again, and nothing else', async () => {
    await ann.say('/undo');
    await ann.say('/undo');
    await ann.say('/redo');
    const redo = ann.incoming(command('redo'));
    await world.endBeforeAnswer(redo);
    expect(textOf(await ann.deliver(redo))).toBe(redone);
    expect(await standing(ann)).toEqual(all);
    expect(textOf(await ann.say('/redo'))).toBe('There is nothing to redo.');
  });

  it('is not taken back again by an update that is met again after a /redo', async () => {
    const undo = ann.incoming(command('undo'));
    await ann.deliver(undo);
    await ann.say('/redo');
    expect(textOf(await ann.deliver(undo))).toBe(undone);
    expect(await standing(ann)).toEqual(all);
  });

  it('has its button answer as if nothing had happened', async () => {
    const [shown] = (await ann.say('/undo')).concat(await ann.say('/redo'));
    expect(shown?.text).toBe(undone);
    const { change_id: id } = await world.database
      .selectFrom('import')
      .select('change_id')
      .orderBy('change_id', 'desc')
      .executeTakeFirstOrThrow();
    for (const [kind, said, left] of [
      ['undo', undone, own],
      ['redo', redone, all],
    ] as const) {
      const act: Act = { kind: 'button', data: turnData(kind, id), tapId: `${kind} of ${people}` };
      const tap = ann.incoming(act);
      await world.endBeforeAnswer(tap);
      expect(await ann.deliver(tap)).toMatchObject([
        { kind: 'note', text: '' },
        { kind: 'edit', text: said },
      ]);
      expect(await standing(ann)).toEqual(left);
    }
  });
});
