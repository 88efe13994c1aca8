import { type Chat, topicOf } from './chats.ts';
import { integerOf, isObject, jsonOf, type Params, textOf } from './params.ts';
import { badRequest, forbidden } from './refusal.ts';
import type { WireMessage } from './wire.ts';
import type { World } from './world.ts';

/**
 * The chat named by a call's `chat_id`. Throws a Refusal when the bot may not act there. `change`: to change one of its
 * messages, or to look at it, which it may even in a group that has become a supergroup.
 */
export function findChat(world: World, params: Params, act: 'write' | 'change' = 'write'): Chat {
  const id = textOf(params, 'chat_id').trim();
  if (id === '') throw badRequest('chat_id is empty');
  const chat = /^-?\d+$/.test(id) ? world.chats.byId.get(Number(id)) : undefined;
  if (!chat?.known) throw badRequest('chat not found');
  if (chat.movedTo !== null && act === 'write') {
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.movedTo });
  }
  if (chat.closed !== null) throw forbidden(chat.closed);
  return chat;
}

/** The fields of a message in this topic; null: in none. */
export function standingIn(
  topicId: number | null,
): Pick<WireMessage, 'message_thread_id' | 'is_topic_message'> {
  return topicId === null ? {} : { message_thread_id: topicId, is_topic_message: true };
}

/** The thread field of a message outside of topics that replies to another one in a supergroup. */
export function threadOf(
  chat: Chat,
  replyTo: WireMessage | undefined,
): Pick<WireMessage, 'message_thread_id'> {
  if (!replyTo || chat.wire.type !== 'supergroup') return {};
  return { message_thread_id: replyTo.message_thread_id ?? replyTo.message_id };
}

/**
 * The topic to send to: the one named, else that of the message replied to; null: none. Throws a Refusal when it is
 * closed or does not exist.
 */
export function findTopic(chat: Chat, params: Params, replyTo: WireMessage | undefined): number | null {
  const bounds = { least: 0, most: Number.MAX_SAFE_INTEGER };
  const given = integerOf(params, 'message_thread_id', 0, bounds);
  const id = given === 0 && replyTo ? topicOf(replyTo) : given;
  if (id === null || id === 0) return null;
  const topic = chat.topics.get(id);
  if (!topic) throw badRequest('message thread not found');
  if (!chat.wire.is_forum) throw badRequest('message thread is not a forum topic thread');
  if (topic.closed) throw badRequest('TOPIC_CLOSED');
  return id;
}

/** The message that a send replies to; undefined when it replies to none. Throws a Refusal when it does not exist. */
export function findReplyTarget(chat: Chat, params: Params): WireMessage | undefined {
  const reply = jsonOf(params, 'reply_parameters', 'reply parameters');
  if (reply !== undefined && !isObject(reply)) throw badRequest('object expected as reply parameters');
  if (reply && reply.message_id === undefined) throw badRequest('can\'t find field "message_id"');
  const id = reply
    ? Number(reply.message_id)
    : integerOf(params, 'reply_to_message_id', 0, { least: 0, most: Number.MAX_SAFE_INTEGER });
  if (id === 0) return undefined;
  const target = chat.kept.get(id)?.wire;
  const optional = reply?.allow_sending_without_reply === true;
  if (!target && !optional) throw badRequest('message to be replied not found');
  if (!target) return undefined;
  const { reply_to_message: _, ...withoutNesting } = target;
  return withoutNesting as WireMessage;
}
