import type { Act, Chat, Incoming, Person, UnsupportedKind } from '../../chat/incoming.ts';
import type { ChatMove, Update } from '../ports.ts';
import { isRecord, type Json, safeInteger, string } from './json.ts';

/** The update types we ask Telegram for (`allowed_updates`): those that `decode` understands. */
export const handledUpdateTypes = ['message', 'edited_message', 'callback_query'] as const;

/** Our bot, to recognise commands meant for it. `username` is without the @. */
export interface Bot {
  readonly id: number;
  readonly username: string;
}

/** The update id of anything received; null: it has no usable one, so there is nothing to confirm. */
export function updateIdOf(raw: unknown): number | null {
  if (!isRecord(raw)) return null;
  const id = safeInteger(raw.update_id);
  return id !== null && id >= 0 ? id : null;
}

/**
 * Reads just what is needed to order an update; its content may be anything. `chatId` is the chat it happened in, else
 * the person, else 0. `text`: the JSON that `raw` was parsed from, if at hand. Null when `raw` is no update, or nested
 * too deep to be written as JSON.
 */
export function readUpdate(raw: unknown, text?: string): Update | null {
  const updateId = updateIdOf(raw);
  if (updateId === null || !isRecord(raw)) return null;
  try {
    return { updateId, chatId: chatIdOf(raw), payload: text ?? JSON.stringify(raw) };
  } catch {
    return null;
  }
}

function chatIdOf(update: Json): number {
  const content = Object.values(update).find(isRecord) ?? {};
  const chat = inside(content, 'chat') ?? inside(inside(content, 'message'), 'chat');
  return safeInteger(chat?.id) ?? safeInteger(inside(content, 'from')?.id) ?? 0;
}

/**
 * What an update is about: something a person did, or a group's move to a new id when it became a supergroup. Null when
 * it is neither. Never throws.
 */
export function readIncoming(raw: unknown, bot: Bot): Incoming | ChatMove | null {
  return decode(raw, bot) ?? moveOf(raw);
}

/**
 * Both chats report the move. The new one does before anything is said in it, so nothing said there is answered too
 * early; the old one after everything said in it, so the second report moves what was answered after the first.
 */
function moveOf(raw: unknown): ChatMove | null {
  const message = isRecord(raw) ? inside(raw, 'message') : null;
  const here = safeInteger(inside(message, 'chat')?.id);
  const before = safeInteger(message?.migrate_from_chat_id) ?? here;
  const after = safeInteger(message?.migrate_to_chat_id) ?? here;
  if (before === null || after === null || here === null || before === after) return null;
  return { chatId: before, newChatId: after };
}

/**
 * What a person did, from an update as received. Null when there is nothing to answer: channel posts, anonymous
 * administrators, other bots' messages, service messages, membership changes, commands for another bot in a group, and
 * anything malformed. Never throws. `now` dates taps, edits, and messages without a plausible date.
 */
export function decode(raw: unknown, bot: Bot, now: Date = new Date()): Incoming | null {
  if (!isRecord(raw)) return null;
  if (isRecord(raw.message)) return decodeMessage(raw.message, bot, now);
  if (isRecord(raw.edited_message)) return decodeEdit(raw.edited_message, bot, now);
  if (isRecord(raw.callback_query)) return decodeTap(raw.callback_query, now);
  return null;
}

function decodeMessage(message: Json, bot: Bot, now: Date): Incoming | null {
  const place = placeOf(message);
  const person = personOf(message);
  if (!place || !person) return null;
  const act = actOf(message, place.chat, bot);
  const at = momentOf(message.date, now) ?? now;
  const album = string(message.media_group_id);
  return (
    act && {
      ...place,
      person,
      at,
      act,
      ...(isForUs(message, bot) && { isForUs: true }),
      ...(album !== null && { album }),
    }
  );
}

function decodeEdit(message: Json, bot: Bot, now: Date): Incoming | null {
  const place = placeOf(message);
  const person = personOf(message);
  const text = wordsOf(message);
  if (!place || !person || text === null || isForAnotherBot(text, place.chat, bot)) return null;
  return { ...place, person, at: now, act: { kind: 'edit', text } };
}

function decodeTap(query: Json, now: Date): Incoming | null {
  const place = placeOf(inside(query, 'message'));
  const person = personOf(query);
  const tapId = string(query.id);
  const data = string(query.data);
  if (!place || !person || !tapId || data === null) return null;
  return { ...place, person, at: now, act: { kind: 'button', data, tapId } };
}

/** Where a message is; works for an "inaccessible message" too, which has only a chat and an id. */
function placeOf(message: Json | null): Pick<Incoming, 'chat' | 'topicId' | 'messageId'> | null {
  const chat = inside(message, 'chat');
  const id = safeInteger(chat?.id);
  const messageId = safeInteger(message?.message_id);
  if (id === null || messageId === null) return null;
  const topicId = topicOf(message);
  if (chat?.type === 'private') return { chat: { id, kind: 'private' }, topicId, messageId };
  if (chat?.type === 'group' || chat?.type === 'supergroup')
    return { chat: { id, kind: 'group' }, topicId, messageId };
  return null;
}

/** The forum topic; null: none. Outside of topics, replies have a thread id too, but nothing can be sent to it. */
function topicOf(message: Json | null): number | null {
  return message?.is_topic_message === true ? safeInteger(message.message_thread_id) : null;
}

/** The person who wrote or tapped; null for bots, and for channels and administrators hidden behind a chat. */
function personOf(content: Json): Person | null {
  const from = inside(content, 'from');
  const id = safeInteger(from?.id);
  if (!from || id === null || from.is_bot === true || isRecord(content.sender_chat)) return null;
  const language = string(from.language_code);
  return {
    id,
    firstName: string(from.first_name) ?? '',
    language: language && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language) ? language : null,
  };
}

/** How far in the future a message's date is accepted. */
const mostAheadMs = 48 * 3_600_000;

function momentOf(unixSeconds: unknown, now: Date): Date | null {
  const seconds = safeInteger(unixSeconds);
  if (seconds === null || seconds <= 0 || seconds * 1_000 > now.getTime() + mostAheadMs) return null;
  return new Date(seconds * 1_000);
}

const commandForm =
  /^\s*\/(?<name>[a-z0-9_]{1,32})(?:@(?<addressee>[a-z0-9_]{1,32}))?(?:\s+(?<argument>[\s\S]*))?$/i;

function actOf(message: Json, chat: Chat, bot: Bot): Act | null {
  const text = wordsOf(message);
  if (text === null) return contentOf(message, chat);
  const replyTo = repliedTo(message);
  const command = isOthersWords(message) ? null : commandForm.exec(text)?.groups;
  if (!command) return { kind: 'text', text, replyTo };
  if (isForAnotherBot(text, chat, bot)) return null;
  const { name = '', argument = '' } = command;
  return { kind: 'command', name: name.toLowerCase(), argument: argument.trim(), replyTo };
}

/**
 * The words of a message: its text, or its caption if it is a picture or the like (a photo of a receipt). Null: none. A
 * document is imported, whatever its caption says, and a forwarded picture may be one of spndr's own.
 */
function wordsOf(message: Json): string | null {
  const text = string(message.text);
  if (text !== null || isOthersWords(message)) return text;
  const caption = string(message.caption);
  return caption?.trim() && (isPicture(message) || !('document' in message)) ? caption : null;
}

/** Also one that was sent as a document, to keep its quality. */
function isPicture(message: Json): boolean {
  const type = string(inside(message, 'document')?.mime_type);
  return 'photo' in message || 'animation' in message || (type?.startsWith('image/') ?? false);
}

/** In a private chat every command is for us, whatever bot it names. */
function isForAnotherBot(text: string, chat: Chat, bot: Bot): boolean {
  const addressee = commandForm.exec(text)?.groups?.addressee;
  return (
    chat.kind === 'group' && addressee !== undefined && addressee.toLowerCase() !== bot.username.toLowerCase()
  );
}

/** Whether the message replies to one of the bot's, or mentions the bot. */
function isForUs(message: Json, bot: Bot): boolean {
  const original = inside(message, 'reply_to_message');
  if (original && repliedTo(message) !== null && inside(original, 'from')?.id === bot.id) return true;
  const words = string(message.text) ?? string(message.caption);
  return words?.toLowerCase().includes(`@${bot.username.toLowerCase()}`) ?? false;
}

/** Whether the words are somebody else's: the message was forwarded, or made through a bot. */
function isOthersWords(message: Json): boolean {
  return ['forward_origin', 'forward_date', 'forward_from', 'via_bot'].some((field) => field in message);
}

function repliedTo(message: Json): number | null {
  const original = inside(message, 'reply_to_message');
  // in a topic every message "replies" to the message that opened the topic
  if (!original || 'forum_topic_created' in original) return null;
  return safeInteger(original.message_id);
}

/** In order of precedence: an animation is also a document, a venue also a location. */
const contentKinds: readonly (readonly [field: string, what: UnsupportedKind])[] = [
  ['animation', 'animation'],
  ['photo', 'photo'],
  ['live_photo', 'photo'],
  ['sticker', 'sticker'],
  ['voice', 'voice'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['audio', 'audio'],
  ['location', 'location'],
  ['contact', 'contact'],
  ['poll', 'poll'],
];

/** Fields of service messages: Telegram reports events in a chat as messages too, which nobody wrote. */
const serviceFields =
  /^(new_chat_|left_chat_|delete_chat_|(group|supergroup|channel)_chat_created|migrate_|pinned_message|message_auto_|(successful|refunded)_payment|users?_shared|chat_|gift|unique_gift|connected_website|write_access_|passport_data|web_app_data|proximity_|boost_added|checklist_tasks_|community_|direct_message_price_|forum_|general_forum_|giveaway_(created|completed)|managed_bot_|paid_message_price_|poll_option_|suggested_post_(approv|declin|paid|refund)|(video|voice)_chat_)/;

function contentOf(message: Json, chat: Chat): Act | null {
  const place = locationOf(message);
  if (place) return place;
  const known = contentKinds.find(([field]) => field in message);
  if (known) return { kind: 'unsupported', what: known[1] };
  const document = inside(message, 'document');
  const id = string(document?.file_id);
  if (document && id !== null)
    return { kind: 'file', id, name: string(document.file_name), size: safeInteger(document.file_size) };
  if (Object.keys(message).some((field) => serviceFields.test(field))) return null;
  // dice, games, stories and kinds newer than this code: answered in a private chat, ignored in a group
  return chat.kind === 'private' ? { kind: 'unsupported', what: 'other' } : null;
}

/** A shared location, live and named ones included; null: there is none, or its coordinates are not on earth. */
function locationOf(message: Json): Act | null {
  const location = inside(message, 'location');
  const latitude = degrees(location?.latitude, 90);
  const longitude = degrees(location?.longitude, 180);
  return latitude === null || longitude === null ? null : { kind: 'location', latitude, longitude };
}

function degrees(value: unknown, most: number): number | null {
  return typeof value === 'number' && Math.abs(value) <= most ? value : null;
}

function inside(parent: Json | null | undefined, field: string): Json | null {
  const child = parent?.[field];
  return isRecord(child) ? child : null;
}
