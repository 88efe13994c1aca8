import { linkMinutes, makeLinkCode } from '../../ledger/accounts/links.ts';
import { linksPage } from '../linking/page.ts';
import { type Message, phrase } from '../reply.ts';
import { accountOfTurn, say, type Turn } from '../turn.ts';
import type { Command } from './command.ts';

/** Makes a code that links somebody else to the account without the password. */
export const link: Command = {
  name: 'link',
  description: 'command-link',
  for: 'linked',
  when: 'always',
  private: true,
  run: async (turn) => say(turn, await linkMessage(turn)),
};

/** Shows who is linked to the account. */
export const links: Command = {
  name: 'links',
  description: 'command-links',
  for: 'linked',
  when: 'always',
  private: true,
  run: async (turn) => say(turn, await linksPage(turn)),
};

async function linkMessage(turn: Turn): Promise<Message> {
  const { ledger, botId, incoming, now, rules } = turn;
  const code = await makeLinkCode(
    ledger,
    { botId, personId: incoming.person.id },
    accountOfTurn(turn).id,
    now,
  );
  const url = `https://t.me/${rules.botName}?start=${code}`;
  return { text: [phrase('link-code', { url, minutes: linkMinutes })] };
}
