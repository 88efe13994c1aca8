import { type Account, linkPerson, mannerOf } from '../../ledger/accounts/accounts.ts';
import { everybodyReachable, type PersonKey, type Proof } from '../../ledger/accounts/links.ts';
import { appendReplies } from '../../ledger/updates/outbox.ts';
import { type Argument, type Message, type Phrase, phrase, type Reply, type Text } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { linkData } from './buttons.ts';

/** Sends a message to a person's private chat, in the account's locale. */
export function tell(account: Account, personId: number, message: Message): Reply {
  return { do: 'say', to: { chatId: personId, locale: mannerOf(account) }, ...message };
}

/** Sends a message to everybody linked to an account through this bot, except some. */
export async function tellAll(
  turn: Turn,
  account: Account,
  message: Message,
  except: readonly number[] = [],
): Promise<readonly Reply[]> {
  const people = await everybodyReachable(turn.ledger, account.id);
  return people
    .filter(({ botId, personId }) => botId === turn.botId && !except.includes(personId))
    .map(({ personId }) => tell(account, personId, message));
}

/**
 * Says something to people in their chats with other bots, whose daemons may have another secret: it is left unsealed for
 * those. `newTrace` makes the trace under which each is followed in the log.
 */
export async function tellElsewhere(
  { ledger, now }: Pick<Turn, 'ledger' | 'now'>,
  account: Account,
  people: readonly PersonKey[],
  text: Text,
  newTrace = () => 'elsewhere',
): Promise<void> {
  for (const { botId, personId } of people) {
    const to = { chatId: personId, personId, locale: mannerOf(account), trace: newTrace() };
    await appendReplies(ledger, botId, [{ ...to, reply: { do: 'say', text }, receivedAt: now }]);
  }
}

/** Links a person to an account, and tells the others linked to it, except the person whose turn it is. */
export async function linkAndTell(
  turn: Turn,
  account: Account,
  { personId, name, how }: { readonly personId: number; readonly name: string; readonly how: Proof },
): Promise<readonly Reply[]> {
  const id = await linkPerson(turn.ledger, { botId: turn.botId, personId }, account.id, {
    name,
    how,
    at: turn.now,
  });
  const named = nameOrNobody(name);
  const text = [phrase('link-new', { name: named, moment: momentIn(account, turn.now), how })];
  const buttons = [[{ label: phrase('revoke', { name: named }), data: linkData('revoke', id) }]];
  return tellAll(turn, account, { text, buttons }, [personId, turn.incoming.person.id]);
}

/** A moment, shown in the account's time zone. */
export function momentIn({ timeZone }: Account, moment: Date): Argument {
  return { moment: moment.toISOString(), timeZone };
}

/** The name, or a phrase for somebody whose name is unknown. */
export function nameOrNobody(name: string | null): string | { readonly phrase: Phrase } {
  return name || { phrase: phrase('somebody') };
}
