import type { Account } from '../../ledger/accounts/accounts.ts';
import { budgetFor } from '../../ledger/budget.ts';
import type { Day } from '../../ledger/day.ts';
import type { Digest } from '../../ledger/recurring/digests.ts';
import type { Ledger } from '../../ledger/storage/database.ts';
import { type Message, phrase } from '../reply.ts';
import { glanceButtons, glanceText } from '../report/glance.ts';
import { reportOf } from '../report/load.ts';
import { pictureOf } from '../report/picture.ts';

/** A digest's message: that nothing was entered on a day, or the report of a period that has ended. */
export async function sayDigest(
  ledger: Ledger,
  account: Account,
  { kind, about, listener }: Digest,
  today: Day,
): Promise<Message> {
  if (kind === 'daily') {
    return { text: [phrase('reminder', { day: { day: about.from } }), phrase('reminder-how')] };
  }
  const report = await reportOf(ledger, account, about, today);
  const place = { personId: listener.personId, pictured: report.entries > 0, period: about };
  const message = {
    text: glanceText(report, place.pictured),
    buttons: glanceButtons(report, place, today),
  };
  if (!place.pictured) return message;
  const budget = await budgetFor(ledger, account, about);
  return { ...message, picture: pictureOf(report, account.pictureTheme, budget) };
}
