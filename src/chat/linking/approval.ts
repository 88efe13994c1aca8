import type { Account } from '../../ledger/accounts/accounts.ts';
import { linkMinutes, requestLink } from '../../ledger/accounts/links.ts';
import { type Button, phrase } from '../reply.ts';
import { finish, nameOf, type Said, type Turn } from '../turn.ts';
import { linkData } from './buttons.ts';
import { momentIn, nameOrNobody, tellAll } from './tell.ts';

/** Asks the people linked to the account whether the person, who gave the right password, may be linked too. */
export async function askToAllow(turn: Turn, account: Account): Promise<Said> {
  const personId = turn.incoming.person.id;
  const name = nameOf(turn);
  const key = { botId: turn.botId, personId };
  const id = await requestLink(turn.ledger, key, { accountId: account.id, name, now: turn.now });
  const buttons: readonly Button[] = [
    { label: phrase('allow'), data: linkData('allow', id) },
    { label: phrase('refuse'), data: linkData('refuse', id) },
  ];
  const moment = momentIn(account, turn.now);
  const question = phrase('log-in-allow', { name: nameOrNobody(name), moment, minutes: linkMinutes });
  const asked = await tellAll(turn, account, { text: [question], buttons: [buttons] });
  if (asked.length === 0) return finish(phrase('log-in-nobody'));
  return { ...finish(phrase('log-in-awaits', { minutes: linkMinutes })), others: asked };
}
