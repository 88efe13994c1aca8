import { unlinkPerson } from '../../ledger/accounts/links.ts';
import type { StateAt } from '../conversation.ts';
import { readLanguage } from '../language.ts';
import { menuIfAnother } from '../menu.ts';
import { phrase } from '../reply.ts';
import { aside, finish } from '../turn.ts';
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
    return { ...finish(phrase('deleted')), ...menuIfAnother(turn, locale), locale };
  },
};
