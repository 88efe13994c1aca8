import { findChat } from '../addressing.ts';
import type { MenuCommand } from '../menus.ts';
import { isObject, jsonOf, type Params, textOf } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { Method, World } from '../world.ts';

const commandsLimit = 100;

export const setMyCommands: Method = (world, request) => {
  const commands = jsonOf(request, 'commands', 'commands') ?? [];
  if (!Array.isArray(commands)) throw badRequest('expected an Array of BotCommand');
  if (commands.length > commandsLimit) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const menu = commands.map(readCommand);
  world.menus.set(readScope(world, request), readLanguage(request), menu);
  return { result: true };
};

export const getMyCommands: Method = (world, request) => ({
  result: world.menus.get(readScope(world, request), readLanguage(request)),
});

export const deleteMyCommands: Method = (world, request) => {
  world.menus.set(readScope(world, request), readLanguage(request), []);
  return { result: true };
};

function readCommand(value: unknown): MenuCommand {
  if (!isObject(value) || typeof value.command !== 'string' || typeof value.description !== 'string') {
    throw badRequest('can\'t parse BotCommand: Field "command" must be of type String');
  }
  const command = value.command.trim().replace(/^\//, '');
  if (command === '') throw badRequest('command must be non-empty');
  if (command.length > 32) throw badRequest('command length must not exceed 32');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  const description = value.description.trim();
  if (description === '') throw badRequest('command description must be non-empty');
  if ([...description].length > 256) throw badRequest('command description length must not exceed 256');
  return { command, description };
}

/**
 * The scope as a key: `default`, `all_private_chats`, ..., `chat <id>` or `chat_member <id> <user>`. Throws a Refusal
 * when the bot may not act in its chat.
 */
function readScope(world: World, request: Params): string {
  const scope = jsonOf(request, 'scope', 'BotCommandScope');
  if (scope === undefined) return 'default';
  if (!isObject(scope)) throw badRequest("can't parse BotCommandScope: BotCommandScope must be an Object");
  if (typeof scope.type !== 'string') {
    throw badRequest('can\'t parse BotCommandScope: Can\'t find field "type"');
  }
  const plain = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
  if (plain.includes(scope.type)) return scope.type;
  if (['chat', 'chat_administrators', 'chat_member'].includes(scope.type)) {
    findChat(world, { ...request, fields: new Map([['chat_id', String(scope.chat_id ?? '')]]) });
    return [scope.type, scope.chat_id, scope.user_id].filter((part) => part !== undefined).join(' ');
  }
  throw badRequest("can't parse BotCommandScope: Unsupported type specified");
}

function readLanguage(request: Params): string {
  const language = textOf(request, 'language_code').trim();
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}
