import { accountOf } from '../../ledger/accounts/accounts.ts';
import { endLink, takeLinkRequest } from '../../ledger/accounts/links.ts';
import { type Message, type Phrase, phrase, type Reply } from '../reply.ts';
import { accountOfTurn, type Said, showInstead, type Turn } from '../turn.ts';
import type { LinkTap } from './buttons.ts';
import { linksPage } from './page.ts';
import { linkAndTell, nameOrNobody, tell, tellAll } from './tell.ts';

/** Does what such a button means, once, for anybody linked to the account; tells everybody concerned. */
export async function obeyLinkTap(
  turn: Turn,
  tapId: string,
  { what, id }: LinkTap,
): Promise<Said | { readonly refused: Phrase }> {
  const done = what === 'revoke' || what === 'end' ? await end(turn, id, what) : await decide(turn, id, what);
  if (done === null) return { refused: phrase('button-stale') };
  return { ...showInstead(turn, tapId, done.shown), others: done.told };
}

interface Done {
  /** What the message with the button becomes. */
  readonly shown: Message;
  /** What others are told. */
  readonly told: readonly Reply[];
}

async function end(turn: Turn, id: bigint, what: 'revoke' | 'end'): Promise<Done | null> {
  const account = accountOfTurn(turn);
  const ended = await endLink(turn.ledger, turn.botId, {
    id,
    accountId: account.id,
    except: turn.incoming.person.id,
  });
  if (ended === null) return null;
  const note = phrase('link-revoked', { name: nameOrNobody(ended.name) });
  const page = what === 'end' ? await linksPage(turn) : { text: [] };
  return {
    shown: { ...page, text: [note, ...page.text] },
    told: [
      tell(account, ended.personId, { text: [phrase('link-was-revoked', { email: account.email })] }),
      ...(await tellAll(turn, account, { text: [note] }, [turn.incoming.person.id])),
    ],
  };
}

async function decide(turn: Turn, id: bigint, what: 'allow' | 'refuse'): Promise<Done | null> {
  const account = accountOfTurn(turn);
  const request = await takeLinkRequest(turn.ledger, turn.botId, {
    id,
    accountId: account.id,
    now: turn.now,
  });
  if (request === null) return null;
  const { personId, name } = request;
  // they may have been linked elsewhere since
  if ((await accountOf(turn.ledger, turn.botId, personId)) !== null) return null;
  const named = { name: nameOrNobody(name) };
  if (what === 'refuse') {
    return {
      shown: { text: [phrase('log-in-withheld', named)] },
      told: [tell(account, personId, { text: [phrase('log-in-was-withheld')] })],
    };
  }
  const others = await linkAndTell(turn, account, { personId, name, how: 'password' });
  const text = [phrase('logged-in', { email: account.email }), phrase('how-to-enter')];
  return {
    shown: { text: [phrase('log-in-allowed', named)] },
    told: [tell(account, personId, { text }), ...others],
  };
}
