import { nextChange, turnChange } from '../../ledger/changes.ts';
import { isImport } from '../../ledger/portable/turn-import.ts';
import { turnedAnswer } from '../entry/answer.ts';
import { importTurned, turning } from '../entry/import-turn.ts';
import { authorOf } from '../entry/read.ts';
import { phrase } from '../reply.ts';
import { aside, type Outcome, type Turn } from '../turn.ts';
import type { Command } from './command.ts';

export const undo: Command = {
  name: 'undo',
  description: 'command-undo',
  for: 'linked',
  when: 'always',
  run: (turn) => walk(turn, 'undo'),
};

export const redo: Command = {
  name: 'redo',
  description: 'command-redo',
  for: 'linked',
  when: 'always',
  run: (turn) => walk(turn, 'redo'),
};

/** Takes back this person's last change, or does again what was taken back last. */
async function walk(turn: Turn, kind: 'undo' | 'redo'): Promise<Outcome> {
  const author = authorOf(turn);
  if (turn.done?.kind === 'turn-import') {
    return { messages: [{ do: 'say', ...importTurned(turn.done.purchases, kind) }], state: turn.state };
  }
  const change = await nextChange(turn.ledger, author, kind === 'undo' ? 'done' : 'undone');
  if (change !== null && (await isImport(turn.ledger, author.accountId, change)))
    return { needs: turning(turn, change, kind) };
  const made = change === null ? null : await turnChange(turn.ledger, author, change, kind);
  if (made === null) return aside(turn, kind === 'undo' ? phrase('undo-nothing') : phrase('redo-nothing'));
  return { messages: [{ do: 'say', ...turnedAnswer(made, kind) }], state: turn.state };
}
