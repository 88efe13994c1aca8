import { purchasesById } from '../../ledger/purchases/purchase-rows.ts';
import { purchaseCard } from '../entry/answer.ts';
import { type Message, type Phrase, phrase, type Reply } from '../reply.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import type { ReportTap } from './buttons.ts';
import { reportView } from './say.ts';
import { searchAgain } from './search.ts';

/** What a button of a report or search shows: in place of its message, or for a purchase's card as a new one. */
export async function obeyReport(turn: Turn, tap: ReportTap): Promise<Reply | { readonly refused: Phrase }> {
  const edited = (message: Message): Reply => ({
    do: 'edit',
    messageId: turn.incoming.messageId,
    ...message,
  });
  switch (tap.kind) {
    case 'report':
      return edited(await reportView(turn, tap, tap.view));
    case 'search': {
      const message = await searchAgain(turn, tap.id, tap.page);
      return message ? edited(message) : { refused: phrase('search-gone') };
    }
    case 'open': {
      const [purchase] = await purchasesById(turn.ledger, accountOfTurn(turn).id, [tap.id]);
      if (!purchase) return { refused: phrase('entry-gone') };
      return { do: 'say', ...purchaseCard(purchase, [phrase('mend-how')]) };
    }
  }
}
