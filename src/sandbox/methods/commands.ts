import type { MenuCommand } from '../menus.ts';
import { isObject, jsonOf, type Params, textOf } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { Method } from '../world.ts';

const commandsLimit = 100;

export const setMyCommands: Method = (world, request) => {
  const commands = jsonOf(request, 'commands', 'commands');
  if (!Array.isArray(commands)) throw badRequest('expected an Array of BotCommand');
  if (commands.length > commandsLimit) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const menu = commands.map(readCommand);
  world.menus.set(readScope(request), readLanguage(request), menu);
  return { result: true };
};

export const getMyCommands: Method = (world, request) => ({
  result: world.menus.get(readScope(request), readLanguage(request)),
});

export const deleteMyCommands: Method = (world, request) => {
  world.menus.set(readScope(request), readLanguage(request), []);
  return { result: true };
};

function readCommand(value: unknown): MenuCommand {
  if (!isObject(value) || typeof value.command !== 'string' || typeof value.description !== 'string') {
    throw badRequest('can\'t parse BotCommand: Field "command" must be of type String');
  }
  const command = value.command.replace(/^\//, '');
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  const description = value.description.trim();
  if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command, description };
}

/** The scope as a key: `default`, `all_private_chats`, ..., `chat <id>` or `chat_member <id> <user>`. */
function readScope(request: Params): string {
  const scope = jsonOf(request, 'scope', 'BotCommandScope');
  if (scope === undefined) return 'default';
  if (!isObject(scope) || typeof scope.type !== 'string') throw badRequest("can't parse BotCommandScope");
  const plain = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
  if (plain.includes(scope.type)) return scope.type;
  if (['chat', 'chat_administrators', 'chat_member'].includes(scope.type)) {
    return [scope.type, scope.chat_id, scope.user_id].filter((part) => part !== undefined).join(' ');
  }
  throw badRequest("can't parse BotCommandScope: Unsupported type specified");
}

function readLanguage(request: Params): string {
  const language = textOf(request, 'language_code').trim();
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}
