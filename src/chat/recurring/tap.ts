import { deleteRecurring, recurringById, reviseRecurring } from '../../ledger/recurring/recurring.ts';
import { isBusy } from '../dialogues/steps.ts';
import { type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, type Said, showInstead, type Turn } from '../turn.ts';
import type { RecurringAct } from './buttons.ts';
import { recurringText } from './lines.ts';
import { recurringCard, recurringPage } from './menu.ts';
import { comesNext } from './offer.ts';

/**
 * Does what a button of /recurring means. Nothing changes, and the answer says why, when the recurring purchase is gone
 * or was changed since, or another question is open.
 */
export async function obeyRecurring(
  turn: Turn,
  tapId: string,
  does: RecurringAct,
): Promise<Said | { readonly refused: Phrase }> {
  if (does.what === 'list') return showInstead(turn, tapId, await recurringPage(turn, does.page));
  const recurring = await recurringById(turn.ledger, accountOfTurn(turn).id, does.id);
  if (recurring === null) return { refused: phrase('recurring-gone') };
  if (does.what === 'card') return showInstead(turn, tapId, recurringCard(turn, recurring));
  if (recurring.revision !== does.revision) return { refused: phrase('recurring-changed') };
  switch (does.what) {
    case 'pause':
    case 'resume': {
      const paused = does.what === 'pause';
      const revised = await reviseRecurring(turn.ledger, recurring, {
        paused,
        nextDay: paused ? recurring.nextDay : comesNext(turn, recurring),
      });
      return showInstead(turn, tapId, recurringCard(turn, revised));
    }
    case 'delete':
      await deleteRecurring(turn.ledger, recurring.id);
      return showInstead(turn, tapId, {
        text: [phrase('recurring-deleted'), ...recurringText(recurring).slice(0, 1)],
      });
    case 'edit':
    case 'end': {
      if (isBusy(turn)) return { refused: phrase('one-at-a-time') };
      const { id, template } = recurring;
      const at = does.what === 'edit' ? 'edit-recurring' : 'end-recurring';
      return {
        messages: [{ do: 'answer', tapId }],
        state: { at, id: String(id), item: template.item },
      };
    }
  }
}
