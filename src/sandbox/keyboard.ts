import { isObject, jsonOf, type Params } from './params.ts';
import { badRequest } from './refusal.ts';
import type { WireButton, WireKeyboard } from './wire.ts';

const buttonsPerRow = 8;
const buttonsInAll = 100;
const dataLimitBytes = 64;

/** The reply markup of a sent message: an inline keyboard, a prompt to reply, or neither (other kinds are ignored). */
export interface Markup {
  readonly keyboard: WireKeyboard | undefined;
  /** Whose apps open a reply: everybody's, or only that of the writer of the message replied to. */
  readonly prompt: 'all' | 'writer' | null;
}

/** Reads the reply markup of a sent message. */
export function readMarkup(params: Params): Markup {
  const markup = readObject(params);
  const prompt = markup?.force_reply === true ? (markup.selective === true ? 'writer' : 'all') : null;
  return { keyboard: markup && readRows(markup), prompt };
}

/** Reads the inline keyboard of an edited message, which can have no other markup; undefined: none. */
export function readKeyboard(params: Params): WireKeyboard | undefined {
  const markup = readObject(params);
  if (markup && !('inline_keyboard' in markup)) throw badRequest('inline keyboard expected');
  return markup && readRows(markup);
}

function readObject(params: Params): Readonly<Record<string, unknown>> | undefined {
  const markup = jsonOf(params, 'reply_markup', 'reply keyboard markup');
  if (markup === undefined) return undefined;
  if (!isObject(markup)) throw badRequest('object expected as reply markup');
  return markup;
}

function readRows(markup: Readonly<Record<string, unknown>>): WireKeyboard | undefined {
  const rows = markup.inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" must be of type Array');
  const keyboard = rows.map(readRow).filter((row) => row.length > 0);
  if (keyboard.flat().length > buttonsInAll || keyboard.some((row) => row.length > buttonsPerRow)) {
    throw badRequest('reply markup is too long');
  }
  return keyboard.length === 0 ? undefined : { inline_keyboard: keyboard };
}

const cannotParse = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`);

function readRow(row: unknown): WireButton[] {
  if (!Array.isArray(row)) {
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  }
  return row.map(readButton);
}

function readButton(button: unknown): WireButton {
  if (!isObject(button)) throw cannotParse('InlineKeyboardButton must be an Object');
  const { text, callback_data: data, url } = button;
  if (text === undefined) throw cannotParse('Can\'t find field "text"');
  if (typeof text !== 'string') throw cannotParse('Field "text" must be of type String');
  if (text.trim() === '') throw badRequest('BUTTON_TEXT_INVALID');
  if (data !== undefined && typeof data !== 'string')
    throw cannotParse('Field "callback_data" must be of type String');
  if (data) {
    if (Buffer.byteLength(data) > dataLimitBytes) throw badRequest('BUTTON_DATA_INVALID');
    return { text: text.trim(), callback_data: data };
  }
  if (!url) throw cannotParse('Text buttons are unallowed in the inline keyboard');
  if (typeof url !== 'string' || !URL.canParse(url) || !/^(https?|tg):/.test(url)) {
    throw badRequest(`inline keyboard button URL '${String(url)}' is invalid: Wrong HTTP URL`);
  }
  return { text: text.trim(), url };
}
