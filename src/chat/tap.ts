import { readTap, type Setting } from './buttons.ts';
import { obeyCategories } from './categories/tap.ts';
import { questionAbout } from './commands/settings.ts';
import { hear, isBusy, questionOf } from './dialogues/steps.ts';
import { obeyDigests } from './digest/settings.ts';
import { obeyEntryTap } from './entry/taps.ts';
import type { Act } from './incoming.ts';
import { obeyLinkTap } from './linking/tap.ts';
import { purchasePage } from './purchases.ts';
import { obeyRecurring } from './recurring/tap.ts';
import { type Phrase, phrase, type Reply } from './reply.ts';
import { obeyReport } from './report/taps.ts';
import { accountOfTurn, type Outcome, type Said, showInstead, type Turn } from './turn.ts';

type ButtonAct = Extract<Act, { kind: 'button' }>;

/**
 * Does what a tapped button means, once. A button that answers a question works only while that very question is open;
 * its message then shows the choice instead of the buttons. The tap itself is always answered first.
 */
export async function obeyTap(turn: Turn, act: ButtonAct): Promise<Outcome> {
  const tap = readTap(act.data);
  if (tap === null) return refuse(turn, act, phrase('button-unknown'));
  if ('personId' in tap && tap.personId !== turn.incoming.person.id)
    return refuse(turn, act, phrase('button-not-yours'));
  if (tap.kind === 'answer') return obeyAnswer(turn, act, tap);
  if (turn.account === null) return refuse(turn, act, phrase('button-no-account'));
  if (tap.kind === 'link') {
    const outcome = await obeyLinkTap(turn, act.tapId, tap);
    return 'refused' in outcome ? refuse(turn, act, outcome.refused) : outcome;
  }
  if (!('personId' in tap)) return obeyEntryTap(turn, act.tapId, tap);
  if (tap.kind === 'categories') {
    const outcome = await obeyCategories(turn, act.tapId, tap.does);
    return 'refused' in outcome ? refuse(turn, act, outcome.refused) : outcome;
  }
  if (tap.kind === 'recurring' || tap.kind === 'digest') {
    const outcome = await (tap.kind === 'digest'
      ? obeyDigests(turn, act.tapId, tap.does)
      : obeyRecurring(turn, act.tapId, tap.does));
    return 'refused' in outcome ? refuse(turn, act, outcome.refused) : outcome;
  }
  if (tap.kind === 'settings') return openSetting(turn, act, tap.setting);
  if (tap.kind !== 'page') {
    const shown = await obeyReport(turn, tap);
    return 'refused' in shown
      ? refuse(turn, act, shown.refused)
      : quietly(turn, [{ do: 'answer', tapId: act.tapId }, shown]);
  }
  const page = await purchasePage(turn, tap.position);
  return showInstead(turn, act.tapId, page ?? { text: [phrase('show-none')] });
}

/** Asks for a setting's new value, unless another question is open. */
function openSetting(turn: Turn, act: ButtonAct, setting: Setting): Said {
  if (isBusy(turn)) return refuse(turn, act, phrase('one-at-a-time'));
  return {
    messages: [{ do: 'answer', tapId: act.tapId }],
    state: questionAbout(setting, accountOfTurn(turn)),
  };
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
