import { awaitsFile, eraseAccount } from '../../ledger/accounts/erase.ts';
import { everybodyReachable } from '../../ledger/accounts/links.ts';
import { exportOfAll } from '../commands/export.ts';
import type { StateAt } from '../conversation.ts';
import { readLanguage } from '../language.ts';
import { nameOrNobody, tellAll, tellElsewhere } from '../linking/tell.ts';
import { menuIfAnother } from '../menu.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, finish, nameOf, type Said, type Turn } from '../turn.ts';
import type { Step } from './step.ts';
import { readYesNo } from './yes-no.ts';

/** Erases the account once its e-mail address is typed; first offers all its data as a file. */
export const erasure: Step<StateAt<'erase'>> = {
  for: 'linked',
  ask: ({ email, purchases, others }) => ({
    text: [
      phrase('erase-question', { email, purchases }),
      ...(others > 0 ? [phrase('erase-others', { count: others })] : []),
      phrase('erase-export-first'),
      phrase('erase-how', { email }),
    ],
    choices: [
      [{ label: phrase('erase-export'), says: 'export' }],
      [{ label: phrase('erase-keep'), says: 'keep' }],
    ],
  }),
  async hear(words, { email }, turn) {
    if (words === 'export') return { messages: [exportOfAll(turn)], state: turn.state };
    // linked to another account since, which the question was not about
    const account = accountOfTurn(turn);
    const isAnother = account.email !== email;
    if (isAnother || words === 'keep' || readYesNo(words) === false) return finish(phrase('delete-dropped'));
    if (!isSame(words, email)) return aside(turn, phrase('erase-differs'));
    if (await awaitsFile(turn.ledger, account.id)) return aside(turn, phrase('erase-file-waits'));
    return erase(turn);
  },
};

/** Compares e-mail addresses, ignoring case. */
function isSame(words: string, email: string): boolean {
  return words.trim().toLowerCase() === email.toLowerCase();
}

async function erase(turn: Turn): Promise<Said> {
  const account = accountOfTurn(turn);
  const text = [phrase('erased-by', { name: nameOrNobody(nameOf(turn)) })];
  const others = await tellAll(turn, account, { text }, [turn.incoming.person.id]);
  const everybody = await everybodyReachable(turn.ledger, account.id);
  await eraseAccount(turn.ledger, account.id);
  const elsewhere = everybody.filter(({ botId }) => botId !== turn.botId);
  await tellElsewhere(turn, account, elsewhere, text);
  const locale = readLanguage(turn.incoming.person.language);
  const said = finish(phrase('erased'));
  return { ...said, others, ...menuIfAnother(turn, locale), locale, forgotten: true };
}
