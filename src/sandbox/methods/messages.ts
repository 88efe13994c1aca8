import { findChat, findReplyTarget, findTopic, standingIn, threadOf } from '../addressing.ts';
import type { Chat } from '../chats.ts';
import { readKeyboard, readMarkup } from '../keyboard.ts';
import { integerOf, type Params } from '../params.ts';
import { badRequest } from '../refusal.ts';
import { readText } from '../text.ts';
import type { WireMessage } from '../wire.ts';
import type { Method, World } from '../world.ts';

const deletableForMs = 48 * 60 * 60 * 1000;

export const sendMessage: Method = (world, request) => {
  const text = readText(request, 'text');
  const chat = findChat(world, request);
  return { result: post(world, chat, request, withEntities('text', text)) };
};

/**
 * Adds a message of the bot, with what every send method accepts: keyboard, reply and topic. Counts it against the
 * limits.
 */
export function post(
  world: World,
  chat: Chat,
  request: Params,
  content: { readonly [field: string]: unknown },
): WireMessage {
  const { keyboard, prompt } = readMarkup(request);
  const replyTo = findReplyTarget(chat, request);
  const topicId = findTopic(chat, request, replyTo);
  world.limits?.count(chat.wire.id, world.now());
  return chat.add(
    {
      from: world.bot,
      ...content,
      ...(topicId === null ? threadOf(chat, replyTo) : standingIn(topicId)),
      ...(replyTo ? { reply_to_message: replyTo } : {}),
      ...(keyboard ? { reply_markup: keyboard } : {}),
    },
    world.now(),
    prompt === 'writer' ? (replyTo?.from?.id ?? null) : prompt,
  );
}

/** `text` or `caption` with its entities, as fields of a message; none for an empty caption. */
export function withEntities(name: 'text' | 'caption', { text, entities }: ReturnType<typeof readText>) {
  if (text === '') return {};
  const field = name === 'text' ? 'entities' : 'caption_entities';
  return { [name]: text, ...(entities.length > 0 ? { [field]: entities } : {}) };
}

export const editMessageText: Method = (world, request) => {
  const text = readText(request, 'text');
  const { chat, message } = findOwn(world, request);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const content = {
    text: text.text,
    entities: text.entities.length > 0 ? text.entities : undefined,
    reply_markup: readKeyboard(request),
  };
  refuseUnmodified(message, content);
  return { result: chat.change(message.message_id, content, world.now()) };
};

export const editMessageCaption: Method = (world, request) => {
  const caption = readText(request, 'caption');
  const { chat, message } = findOwn(world, request);
  if (!message.photo && !message.document) throw badRequest('there is no caption in the message to edit');
  const content = { ...captionFields(caption), reply_markup: readKeyboard(request) };
  refuseUnmodified(message, content);
  return { result: chat.change(message.message_id, content, world.now()) };
};

/** A caption as fields that replace those of a message; undefined ones are removed. */
export function captionFields({ text, entities }: ReturnType<typeof readText>) {
  return {
    caption: text === '' ? undefined : text,
    caption_entities: entities.length > 0 ? entities : undefined,
  };
}

export const editMessageReplyMarkup: Method = (world, request) => {
  const { chat, message } = findOwn(world, request);
  const content = { reply_markup: readKeyboard(request) };
  refuseUnmodified(message, content);
  return { result: chat.change(message.message_id, content, null) };
};

export const deleteMessage: Method = (world, request) => {
  const id = integerOf(request, 'message_id', 0);
  if (id === 0) throw badRequest('message identifier is not specified');
  const chat = findChat(world, request);
  const message = chat.kept.get(id)?.wire;
  if (!message) throw badRequest('message to delete not found');
  const isOthers = chat.wire.type !== 'private' && message.from?.id !== world.bot.id;
  if (isOthers || world.now().getTime() - message.date * 1000 > deletableForMs) {
    throw badRequest("message can't be deleted");
  }
  chat.remove(id);
  return { result: true };
};

/** The bot's own message that a call edits. Throws a Refusal when it does not exist or cannot be edited. */
export function findOwn(world: World, request: Params): { chat: Chat; message: WireMessage } {
  const chat = findChat(world, request, 'change');
  const message = chat.kept.get(integerOf(request, 'message_id', 0))?.wire;
  if (!message) throw badRequest('message to edit not found');
  const isPrompt = chat.prompts.has(message.message_id);
  if (isPrompt || message.from?.id !== world.bot.id) throw badRequest("message can't be edited");
  return { chat, message };
}

/** Throws a Refusal when `content` would change nothing in `message`. */
export function refuseUnmodified(message: WireMessage, content: { readonly [field: string]: unknown }): void {
  const same = Object.entries(content).every(
    ([field, value]) => JSON.stringify(message[field]) === JSON.stringify(value),
  );
  if (!same) return;
  throw badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
      'content and reply markup of the message',
  );
}
