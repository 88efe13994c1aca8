import type { Chat } from './chats.ts';
import { integerOf, isObject, jsonOf, type Params, textOf } from './params.ts';
import { badRequest, forbidden } from './refusal.ts';
import type { WireMessage } from './wire.ts';
import type { World } from './world.ts';

/** The chat of a call's `chat_id` when the bot may act there. */
export function findChat(world: World, params: Params): Chat {
  const id = textOf(params, 'chat_id').trim();
  if (id === '') throw badRequest('chat_id is empty');
  const chat = /^-?\d+$/.test(id) ? world.chats.byId.get(Number(id)) : undefined;
  if (!chat?.known) throw badRequest('chat not found');
  if (chat.movedTo !== null) {
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.movedTo });
  }
  if (chat.closed !== null) throw forbidden(chat.closed);
  return chat;
}

/** The message that a send replies to; undefined when it replies to none. */
export function findReplyTarget(chat: Chat, params: Params): WireMessage | undefined {
  const reply = jsonOf(params, 'reply_parameters', 'reply parameters');
  const id = isObject(reply)
    ? Number(reply.message_id)
    : integerOf(params, 'reply_to_message_id', 0, { least: 0, most: Number.MAX_SAFE_INTEGER });
  if (id === 0) return undefined;
  const target = chat.kept.get(id)?.wire;
  const optional = isObject(reply) && reply.allow_sending_without_reply === true;
  if (!target && !optional) throw badRequest('message to be replied not found');
  if (!target) return undefined;
  const { reply_to_message: _, ...withoutNesting } = target;
  return withoutNesting as WireMessage;
}
