import { type Api, type InlineKeyboardMarkup, InputFile } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import type { Renderer } from '../../chat/locales/render.ts';
import type { Picture } from '../../chat/picture.ts';
import { type Buttons, type FileRequest, type Phrase, phrase, type Reply } from '../../chat/reply.ts';
import { isDatabaseOutage } from '../../ledger/storage/outage.ts';
import type { Draw } from '../pictures/studio.ts';
import { type Attempt, type MadeFile, type Messenger, Unavailable } from '../ports.ts';
import { isApiError, redact } from './errors.ts';
import { menuIn } from './menu.ts';
import { fileIsForbidden, messageIsGone, outcomeOf, pictureIsRefused } from './outcome.ts';
import { type Call, type Place, type Prompt, placeOf, promptOf, sayAt } from './place.ts';

/** Telegram accepts no larger files from a bot. */
const largestFile = 50 * 1024 * 1024;

/** Makes and sends files. `api` allows a call more time. */
export interface FilePort {
  readonly api: Pick<Api, 'sendDocument'>;
  make(request: FileRequest): Promise<MadeFile>;
}

/** Telegram's limit for the note shown in answer to a tap. */
const noteLength = 200;
/** Telegram's limit for a picture's caption, not counting markup. */
const captionLength = 1_024;
/** After this many attempts a reply goes without its picture, which may be what makes them fail. */
const attemptsWithPicture = 3;
/** After this many attempts to make or send a file it is given up, as it holds up its chat. */
const attemptsAtFile = 20;

interface MessengerOptions {
  readonly api: Pick<
    Api,
    | 'sendMessage'
    | 'sendPhoto'
    | 'editMessageText'
    | 'editMessageMedia'
    | 'answerCallbackQuery'
    | 'setMyCommands'
    | 'deleteMessage'
  >;
  readonly renderer: Renderer;
  readonly draw: Draw;
  readonly files: FilePort;
  readonly log: Pick<Logger, 'error' | 'warn'>;
}

/**
 * Sends replies through `api`, which must not retry. The caller limits the time of a call, by its signal. Each of these
 * fallbacks happens within the same attempt, after a definite refusal, so that nothing is sent twice:
 * - An edit of a message that no longer exists, or cannot become the new one, is sent as a new message.
 * - A message to a topic that is closed or gone is sent outside of topics.
 * - A picture that Telegram refuses (a group may allow no photos) is left out: the words go alone.
 *
 * A picture that cannot be drawn, or whose words are too long for a caption, is left out too. In place of a reply that
 * cannot be put into words an apology is sent. Pictures left out and apologies are logged. In place of a file that is too
 * large, or that a group does not allow, a message says so, and in place of one that cannot be made or sent for long, to
 * ask again.
 */
export function createMessenger({ api, renderer, draw, files, log }: MessengerOptions): Messenger {
  async function prepare(chatId: number, reply: Reply, locale: string, attempts: number): Promise<Attempt> {
    const call = await callFor(chatId, reply, locale, attempts).catch((error: unknown) => {
      log.error({ err: error }, 'a reply cannot be put into words');
      // Nobody is left without an answer; this one can be rendered in any locale.
      return callFor(chatId, apologyFor(reply), locale, attempts);
    });
    const attempt: Attempt = async (signal) => {
      try {
        return { kind: 'delivered', messageId: await call(signal) };
      } catch (error) {
        const outcome = outcomeOf(error);
        if (reply.do === 'edit' && outcome.kind === 'delivered')
          return { ...outcome, messageId: reply.messageId };
        return outcome;
      }
    };
    return Object.assign(attempt, { dispose: async () => call.dispose?.() });
  }

  /** Renders and draws now, so that the call returned only has to talk to Telegram. */
  async function callFor(chatId: number, reply: Reply, locale: string, attempts: number): Promise<Call> {
    if (reply.do === 'answer') {
      const text = reply.note && shorten(renderer.plain(reply.note, locale), noteLength);
      const params = { callback_query_id: reply.tapId, ...(text && { text }) };
      return async (signal) => {
        await api.answerCallbackQuery(params, signal);
        return null;
      };
    }
    if (reply.do === 'menu') {
      const scope = { type: 'chat', chat_id: chatId };
      const params = { commands: [...menuIn(locale, renderer)], scope };
      return async (signal) => {
        await api.setMyCommands(params, signal);
        return null;
      };
    }
    if (reply.do === 'delete') {
      return async (signal) => {
        // A message that is gone, or too old to be deleted, needs no further attempt.
        await api
          .deleteMessage({ chat_id: chatId, message_id: reply.messageId }, signal)
          .catch((error: unknown) => {
            if (!messageIsGone(error)) throw error;
          });
        return null;
      };
    }
    const words = { html: renderer.html(reply.text, locale), keyboard: keyboardOf(reply.buttons, locale) };
    const withPicture = attempts <= attemptsWithPicture;
    const picture = reply.picture && withPicture ? await drawnFor(reply.picture, words.html, locale) : null;
    const place = placeOf(chatId, reply);
    if (reply.do === 'say' && reply.file) {
      if (attempts > attemptsAtFile) return insteadOf(place, phrase('export-not-made'), locale);
      return (await fileCall(place, reply.file, words.html, locale)) ?? waitingForFile;
    }
    const messageId = reply.do === 'edit' ? reply.messageId : null;
    const plain = callOf(textCalls(place, words, promptOf(reply)), messageId);
    if (!picture) return plain;
    const pictured = callOf(pictureCalls(place, words, picture), messageId);
    return async (signal) => {
      try {
        return await pictured(signal);
      } catch (error) {
        if (!pictureIsRefused(error)) throw error;
        log.warn({ error: redact(error) }, 'a picture is refused: its words are sent without it');
        return await plain(signal);
      }
    };
  }

  function insteadOf(place: Place, why: Phrase, locale: string): Call {
    return textCalls(place, { html: renderer.html([why], locale), keyboard: {} }).say;
  }

  /** Makes the file now; the call disposes of it. Null while the database is out of reach. */
  async function fileCall(
    place: Place,
    request: FileRequest,
    html: string,
    locale: string,
  ): Promise<Call | null> {
    const file = await files.make(request).catch((error: unknown) => {
      if (error instanceof Unavailable || isDatabaseOutage(error)) return null;
      throw error;
    });
    if (!file) return null;
    const { format, name } = request;
    const tooLarge = insteadOf(place, phrase('export-too-large', { format, name }), locale);
    const forbidden = insteadOf(place, phrase('export-forbidden'), locale);
    if (file.size > largestFile) {
      await file.dispose();
      return tooLarge;
    }
    const document = new InputFile(() => file.open(), { filename: name });
    const say = sayAt(place, (there, signal) =>
      files.api.sendDocument({ ...there, document, caption: html, parse_mode: 'HTML' }, signal),
    );
    const send: Call = async (signal) => {
      try {
        return await say(signal);
      } catch (error) {
        if (isApiError(error, 413)) return await tooLarge(signal);
        if (fileIsForbidden(error)) return await forbidden(signal);
        throw error;
      } finally {
        await file.dispose();
      }
    };
    return Object.assign(send, { dispose: () => file.dispose() });
  }

  /** The picture drawn; null: the words go without it. */
  async function drawnFor(picture: Picture, html: string, locale: string): Promise<InputFile | null> {
    if (lengthWithoutMarkup(html) > captionLength) {
      log.warn('words are too long for a picture: sent without it');
      return null;
    }
    try {
      return new InputFile(await draw(picture, locale), { filename: 'spndr.jpg', contentType: 'image/jpeg' });
    } catch (error) {
      log.warn({ err: error }, 'a picture cannot be drawn: its words are sent without it');
      return null;
    }
  }

  function textCalls(place: Place, { html, keyboard }: Words, prompt: Prompt = {}): Calls {
    const params = { text: html, parse_mode: 'HTML', link_preview_options: { is_disabled: true } };
    return {
      say: sayAt(place, (there, signal) =>
        api.sendMessage({ ...there, ...params, ...keyboard, ...prompt }, signal),
      ),
      edit: (messageId, signal) =>
        api.editMessageText(
          { chat_id: place.chat_id, message_id: messageId, ...params, ...keyboard },
          signal,
        ),
    };
  }

  function pictureCalls(place: Place, { html, keyboard }: Words, photo: InputFile): Calls {
    const caption = { caption: html, parse_mode: 'HTML' };
    const media = { type: 'photo' as const, media: photo, ...caption };
    return {
      say: sayAt(place, (there, signal) =>
        api.sendPhoto({ ...there, photo, ...caption, ...keyboard }, signal),
      ),
      edit: (messageId, signal) =>
        api.editMessageMedia({ chat_id: place.chat_id, message_id: messageId, media, ...keyboard }, signal),
    };
  }

  function keyboardOf(buttons: Buttons | undefined, locale: string): Words['keyboard'] {
    if (!buttons) return {};
    const rows = buttons.map((row) =>
      row.map(({ label, data }) => ({ text: renderer.plain(label, locale), callback_data: data })),
    );
    return { reply_markup: { inline_keyboard: rows } };
  }

  return { prepare };
}

const waitingForFile: Call = () => Promise.reject(new Unavailable('a file waits for the database'));

/** A message's text and buttons in Telegram's format. */
interface Words {
  readonly html: string;
  readonly keyboard: { readonly reply_markup?: InlineKeyboardMarkup };
}

/** The two ways to show a message: as a new one, or as a change of an old one. */
interface Calls {
  readonly say: Call;
  readonly edit: (messageId: number, signal: AbortSignal) => Promise<unknown>;
}

/** Edits the message; sends a new one if that is gone, or if `messageId` is null. */
function callOf({ say, edit }: Calls, messageId: number | null): Call {
  if (messageId === null) return say;
  return async (signal) => {
    try {
      await edit(messageId, signal);
      return messageId;
    } catch (error) {
      if (!messageIsGone(error)) throw error;
      return await say(signal);
    }
  };
}

function apologyFor(reply: Reply): Reply {
  const apology = { key: 'sorry-failed' };
  if (reply.do === 'answer') return { ...reply, note: apology };
  return { do: 'say', text: [apology], ...('topicId' in reply ? { topicId: reply.topicId } : {}) };
}

/** Cuts `text` to at most `length` UTF-16 units, between characters, ending in an ellipsis. */
function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let short = '';
  for (const character of text) {
    if (short.length + character.length >= length) break;
    short += character;
  }
  return `${short}…`;
}

/** The length that Telegram counts, in UTF-16 units: of the text without markup. */
function lengthWithoutMarkup(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/&[a-z]+;|&#\w+;/gi, '&').length;
}
