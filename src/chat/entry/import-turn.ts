import { turnData } from '../buttons.ts';
import type { FileWork } from '../file-work.ts';
import { type Message, phrase } from '../reply.ts';
import { accountOfTurn, nameOf, type Turn } from '../turn.ts';

/**
 * Identifies the update that undoes or redoes something: the same update again gets the same answer, and turns nothing
 * more.
 */
export function turnKey({ botId, incoming }: Pick<Turn, 'botId' | 'incoming'>): string {
  const { act, chat, messageId } = incoming;
  return act.kind === 'button' ? `${botId} tap ${act.tapId}` : `${botId} ${chat.id} ${messageId}`;
}

/** The work that undoes or redoes an import. */
export function turning(turn: Turn, changeId: bigint, kind: 'undo' | 'redo'): FileWork {
  const { incoming } = turn;
  const as = {
    key: turnKey(turn),
    personId: incoming.person.id,
    personName: nameOf(turn),
    at: incoming.at.toISOString(),
  };
  return { kind: 'turn-import', accountId: accountOfTurn(turn).id, changeId, turn: kind, as };
}

/**
 * Says that an import of so many purchases was undone or redone; null: it could not be. With `changeId` there is a
 * button to reverse that.
 */
export function importTurned(
  purchases: number | null,
  kind: 'undo' | 'redo',
  changeId: bigint | null = null,
): Message {
  if (purchases === null)
    return { text: [kind === 'undo' ? phrase('undo-nothing') : phrase('redo-nothing')] };
  const text = [
    kind === 'undo'
      ? phrase('import-undone', { count: purchases })
      : phrase('import-redone', { count: purchases }),
  ];
  if (changeId === null) return { text };
  const [label, next] =
    kind === 'undo' ? [phrase('redo'), 'redo' as const] : [phrase('undo'), 'undo' as const];
  return { text, buttons: [[{ label, data: turnData(next, changeId) }]] };
}
