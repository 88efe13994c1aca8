import { linkMinutes, makeLinkCode } from '../../ledger/links.ts';
import { linksPage } from '../linking/page.ts';
import { type Message, phrase } from '../reply.ts';
import { accountOfTurn, aside, type Said, type Turn } from '../turn.ts';
import type { Command } from './command.ts';

/** Lets somebody else act for the account, without the password. */
export const link: Command = {
  name: 'link',
  description: 'command-link',
  for: 'linked',
  when: 'always',
  run: (turn) => inPrivate(turn, linkMessage),
};

/** Shows who acts for the account. */
export const links: Command = {
  name: 'links',
  description: 'command-links',
  for: 'linked',
  when: 'always',
  run: (turn) => inPrivate(turn, linksPage),
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

async function inPrivate(turn: Turn, message: (turn: Turn) => Promise<Message>): Promise<Said> {
  if (turn.incoming.chat.kind === 'group') return aside(turn, phrase('private-only'));
  return { messages: [{ do: 'say', ...(await message(turn)) }], state: turn.state };
}
