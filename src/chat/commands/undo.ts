import { turnCategoryMove } from '../../ledger/categories/moves.ts';
import { turnedBefore } from '../../ledger/portable/turn-import.ts';
import { nextChange, purchasesOfChange, turnChange } from '../../ledger/purchases/changes.ts';
import { turnedAnswer } from '../entry/answer.ts';
import { importTurned, turning, turnKey } from '../entry/import-turn.ts';
import { authorOf } from '../entry/read.ts';
import { hearAbout } from '../free-text.ts';
import { type Phrase, phrase, type Text } from '../reply.ts';
import { accountOfTurn, aside, type Outcome, say, type Turn } from '../turn.ts';
import type { Command } from './command.ts';
import { numbered, numberIn, repliedTo } from './edit.ts';

export const undo: Command = {
  name: 'undo',
  description: 'command-undo',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => walk(turn, 'undo', argument),
};

export const redo: Command = {
  name: 'redo',
  description: 'command-redo',
  for: 'linked',
  when: 'always',
  run: (turn, argument) => walk(turn, 'redo', argument),
};

/**
 * Undoes this person's last change, or redoes what was undone last; if an entry is meant, by its number or as the message
 * replied to, that of the entry.
 */
async function walk(turn: Turn, kind: 'undo' | 'redo', argument: string): Promise<Outcome> {
  const author = authorOf(turn);
  const imported = (purchases: number | null) => say(turn, importTurned(purchases, kind));
  if (turn.done?.kind === 'turn-import') return imported(turn.done.purchases);
  const next = await nextChange(turn.ledger, author, kind === 'undo' ? 'done' : 'undone');
  // Looked up after `nextChange`: if another daemon turns the same import in between, it is either still the next
  // change or found by its key.
  const before = await turnedBefore(turn.ledger, turnKey(turn));
  if (before !== null) return imported(before);
  const nothing = phrase(kind === 'undo' ? 'undo-nothing' : 'redo-nothing');
  const meant = await entriesMeant(turn, argument);
  if ('key' in meant) return aside(turn, meant);
  if (meant.length > 0 && !(await touches(turn, next?.id ?? null, meant)))
    return hearAbout(turn, meant, kind);
  if (next === null) return aside(turn, nothing);
  if (next.kind === 'import') return { needs: turning(turn, next.id, kind) };
  if (next.kind === 'category') return aside(turn, ...((await turnMove(turn, next.id, kind)) ?? [nothing]));
  const made = await turnChange(turn.ledger, author, next.id, kind, turnKey(turn));
  if (made === null) return aside(turn, nothing);
  return say(turn, turnedAnswer(made, kind));
}

/** Ids of the entries that are meant, none if any will do; or why there are none. */
async function entriesMeant(turn: Turn, argument: string): Promise<readonly bigint[] | Phrase> {
  if (numberIn(argument) === null) return (await repliedTo(turn)) ?? phrase('entry-not-yours');
  const purchase = await numbered(turn, argument);
  return purchase ? [purchase.id] : phrase('no-such-entry');
}

async function touches(turn: Turn, changeId: bigint | null, ids: readonly bigint[]): Promise<boolean> {
  if (changeId === null) return false;
  const touched = await purchasesOfChange(turn.ledger, accountOfTurn(turn).id, changeId);
  return touched.some((id) => ids.includes(id));
}

/** Undoes or redoes that a category was renamed or merged, and says so. Null: that change is gone. */
async function turnMove(turn: Turn, changeId: bigint, kind: 'undo' | 'redo'): Promise<Text | null> {
  const key = turnKey(turn);
  const moved = await turnCategoryMove(turn.ledger, authorOf(turn), { changeId, kind, key });
  if (moved === null) return null;
  const { was: category, is, purchases: count } = moved;
  if (count === 0) return [phrase('turned-nothing')];
  const what =
    moved.kind === 'rename'
      ? phrase('renamed', { category, name: is, count })
      : phrase('merged', { category, into: is, count });
  return [kind === 'undo' ? phrase('undone') : phrase('redone'), what];
}
