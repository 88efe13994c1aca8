import { readTap } from './buttons.ts';
import { obeyCategories } from './category-tap.ts';
import { hear, questionOf } from './dialogues/steps.ts';
import { obeyEntryTap } from './entry/taps.ts';
import type { Act } from './incoming.ts';
import { purchasePage } from './purchases.ts';
import { type Phrase, phrase, type Reply } from './reply.ts';
import type { Outcome, Said, Turn } from './turn.ts';

type ButtonAct = Extract<Act, { kind: 'button' }>;

/**
 * Does what a tapped button stands for, once: a button that answers a question does so only while that very question
 * is open, and its message then shows the choice instead of the buttons. The tap itself is always answered first.
 */
export async function obeyTap(turn: Turn, act: ButtonAct): Promise<Outcome> {
  const tap = readTap(act.data);
  if (tap === null) return refuse(turn, act, phrase('button-unknown'));
  if (!('personId' in tap)) return obeyEntryTap(turn, act.tapId, tap);
  if (tap.personId !== turn.incoming.person.id) return refuse(turn, act, phrase('button-not-yours'));
  if (tap.kind === 'answer') return obeyAnswer(turn, act, tap);
  if (tap.kind === 'categories') {
    const outcome = await obeyCategories(turn, act.tapId, tap.does);
    return 'refused' in outcome ? refuse(turn, act, outcome.refused) : outcome;
  }
  if (turn.account === null) return refuse(turn, act, phrase('button-stale'));
  const page = await purchasePage(turn, tap.position);
  if (page === null) return refuse(turn, act, phrase('button-stale'));
  return quietly(turn, [
    { do: 'answer', tapId: act.tapId },
    { do: 'edit', messageId: turn.incoming.messageId, ...page },
  ]);
}

async function obeyAnswer(turn: Turn, act: ButtonAct, tap: { step: number; says: string }): Promise<Outcome> {
  const { state } = turn;
  if (state.at === 'idle' || tap.step !== turn.conversation.step)
    return refuse(turn, act, phrase('button-stale'));
  const question = questionOf(state);
  const choice = question.choices.flat().find(({ says }) => says === tap.says);
  if (!choice) return refuse(turn, act, phrase('button-unknown'));
  const outcome = await hear(choice.typed ?? choice.says, state, turn);
  if ('needs' in outcome) return outcome;
  const text = [...question.text, phrase('chosen', { choice: { phrase: choice.label } })];
  const messages: Reply[] = [
    { do: 'answer', tapId: act.tapId },
    { do: 'edit', messageId: turn.incoming.messageId, text },
  ];
  return { ...outcome, messages: [...messages, ...(outcome.messages ?? [])] };
}

function refuse(turn: Turn, act: ButtonAct, note: Phrase): Said {
  return quietly(turn, [{ do: 'answer', tapId: act.tapId, note }]);
}

function quietly(turn: Turn, messages: readonly Reply[]): Said {
  return { messages, silent: true, state: turn.state };
}
