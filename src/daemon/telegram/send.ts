import { type Api, type InlineKeyboardMarkup, InputFile } from 'node-telegram-bot-api';
import type { Renderer } from '../../chat/locales/render.ts';
import { type Buttons, type FileRequest, phrase, type Reply, type Text } from '../../chat/reply.ts';
import type { MadeFile, Messenger, Outcome } from '../ports.ts';
import { isRecord, safeInteger } from './json.ts';
import { messageIsGone, outcomeOf } from './outcome.ts';

/** Telegram takes no larger files from a bot. */
const largestFile = 50 * 1024 * 1024;

/** What files are made and sent with: a call that sends one may take longer. */
export interface FilePort {
  readonly api: Pick<Api, 'sendDocument'>;
  make(request: FileRequest): Promise<MadeFile>;
}

/** Telegram's limit for the note that a tap is answered with. */
const noteLength = 200;

/**
 * Sends replies through `api`, which bounds the time of a call and must not retry. An edit of a message that is no
 * more is sent as a new message in the same attempt: Telegram refused the edit for certain, so nothing can double,
 * and a person who tapped sees what came of it. In place of a reply that cannot be put into words, an apology is
 * sent and `onUnrenderable` called.
 */
export function createMessenger(
  api: Pick<Api, 'sendMessage' | 'editMessageText' | 'answerCallbackQuery'>,
  renderer: Renderer,
  onUnrenderable: (error: unknown) => void = () => undefined,
  files: FilePort | null = null,
): Messenger {
  async function send(chatId: number, reply: Reply, locale: string, signal: AbortSignal): Promise<Outcome> {
    let call: () => Promise<number | null>;
    try {
      call = prepare(chatId, reply, locale, signal);
    } catch (error) {
      onUnrenderable(error);
      // Nobody is left without an answer; this one is plain enough for any locale.
      call = prepare(chatId, apologyFor(reply), locale, signal);
    }
    try {
      return { kind: 'delivered', messageId: await call() };
    } catch (error) {
      const outcome = outcomeOf(error);
      if (reply.do === 'edit' && outcome.kind === 'delivered')
        return { ...outcome, messageId: reply.messageId };
      return outcome;
    }
  }

  /** Renders first, so that what follows is calls only. The call fulfils with the id of the message. */
  function prepare(
    chatId: number,
    reply: Reply,
    locale: string,
    signal: AbortSignal,
  ): () => Promise<number | null> {
    if (reply.do === 'answer') {
      const text = reply.note && shorten(renderer.plain(reply.note, locale), noteLength);
      const params = { callback_query_id: reply.tapId, ...(text && { text }) };
      return async () => {
        await api.answerCallbackQuery(params, signal);
        return null;
      };
    }
    const params = { chat_id: chatId, ...messageOf(reply.text, reply.buttons, locale) };
    const say = async () => messageIdOf(await api.sendMessage(params, signal));
    if (reply.do === 'say') {
      const { file } = reply;
      return file === undefined ? say : () => sendFile(chatId, file, params, locale, signal);
    }
    const { messageId } = reply;
    return async () => {
      try {
        await api.editMessageText({ ...params, message_id: messageId }, signal);
        return messageId;
      } catch (error) {
        if (!messageIsGone(error)) throw error;
        return await say();
      }
    };
  }

  async function sendFile(
    chatId: number,
    request: FileRequest,
    { text: caption, parse_mode }: ReturnType<typeof messageOf>,
    locale: string,
    signal: AbortSignal,
  ): Promise<number | null> {
    if (files === null) throw new Error('this messenger sends no files');
    const file = await files.make(request);
    try {
      if (file.size > largestFile) {
        const { format, name } = request;
        const instead = messageOf([phrase('export-too-large', { format, name })], undefined, locale);
        return messageIdOf(await api.sendMessage({ chat_id: chatId, ...instead }, signal));
      }
      const document = new InputFile(() => file.open(), { filename: request.name });
      const params = { chat_id: chatId, document, caption, parse_mode };
      return messageIdOf(await files.api.sendDocument(params, signal));
    } finally {
      await file.dispose();
    }
  }

  function messageOf(text: Text, buttons: Buttons | undefined, locale: string) {
    return {
      text: renderer.html(text, locale),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(buttons && { reply_markup: keyboardOf(buttons, locale) }),
    };
  }

  function keyboardOf(buttons: Buttons, locale: string): InlineKeyboardMarkup {
    return {
      inline_keyboard: buttons.map((row) =>
        row.map(({ label, data }) => ({ text: renderer.plain(label, locale), callback_data: data })),
      ),
    };
  }

  return { send };
}

function apologyFor(reply: Reply): Reply {
  const apology = { key: 'sorry-failed' };
  return reply.do === 'answer' ? { ...reply, note: apology } : { do: 'say', text: [apology] };
}

function messageIdOf(message: unknown): number | null {
  return isRecord(message) ? safeInteger(message.message_id) : null;
}

/** Cuts `text` to at most `length` UTF-16 units, between characters, and shows that it did. */
function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let short = '';
  for (const character of text) {
    if (short.length + character.length >= length) break;
    short += character;
  }
  return `${short}…`;
}
