import { linksOf } from '../../ledger/accounts/links.ts';
import { type Message, phrase } from '../reply.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import { linkData } from './buttons.ts';
import { momentIn, nameOrNobody } from './tell.ts';

/** How many people are listed; hardly any household has more. */
const most = 20;

/** Who is linked to the account, with a button to unlink each of the others. */
export async function linksPage(turn: Turn): Promise<Message> {
  const account = accountOfTurn(turn);
  const me = turn.incoming.person.id;
  const links = (await linksOf(turn.ledger, turn.botId, account.id)).slice(-most);
  const rows = links.map(({ personId, name, since, how }) =>
    phrase('link-row', {
      name: nameOrNobody(name),
      moment: momentIn(account, since),
      how: how ?? 'unknown',
      here: personId === me ? 'yes' : 'no',
    }),
  );
  const buttons = links
    .filter(({ personId }) => personId !== me)
    .map(({ id, name }) => [
      { label: phrase('revoke', { name: nameOrNobody(name) }), data: linkData('end', id) },
    ]);
  return { text: [phrase('links-title'), ...rows], ...(buttons.length > 0 ? { buttons } : {}) };
}
