import { turnData } from '../buttons.ts';
import type { FileWork } from '../file-work.ts';
import { type Message, phrase } from '../reply.ts';
import { accountOfTurn, nameOf, type Turn } from '../turn.ts';

/** Which update turns an import: met again, it is to be answered as the first time, and turns nothing more. */
export function turnKey({ botId, incoming }: Pick<Turn, 'botId' | 'incoming'>): string {
  const { act, chat, messageId } = incoming;
  return act.kind === 'button' ? `${botId} tap ${act.tapId}` : `${botId} ${chat.id} ${messageId}`;
}

/** The work that takes an import back or does it again. */
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

/** What is said when it is done; `purchases` null: it could not be. With the id of the import there is a way back. */
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
