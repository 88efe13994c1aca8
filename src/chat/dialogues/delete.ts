import { unlinkPerson } from '../../ledger/links.ts';
import type { StateAt } from '../conversation.ts';
import { readLanguage, spokenIn } from '../language.ts';
import { phrase } from '../reply.ts';
import { aside, finish } from '../turn.ts';
import { menuFor } from './set-choice.ts';
import type { Step } from './step.ts';
import { readYesNo, yesNo } from './yes-no.ts';

/** Unlinks this person; the account and its data stay. */
export const deletion: Step<StateAt<'delete'>> = {
  for: 'linked',
  ask: () => ({ text: [phrase('delete-question')], choices: yesNo }),
  async hear(words, _state, turn) {
    const wanted = readYesNo(words);
    if (wanted === null) return aside(turn, phrase('say-yes-or-no'));
    if (!wanted) return finish(phrase('delete-dropped'));
    await unlinkPerson(turn.ledger, { botId: turn.botId, personId: turn.incoming.person.id });
    const locale = readLanguage(turn.incoming.person.language);
    const isAnother = spokenIn(locale) !== spokenIn(turn.locale);
    return { ...finish(phrase('deleted')), ...(isAnother ? menuFor(turn) : {}), locale };
  },
};
