import { parseHtml } from './entities.ts';
import { findEntities } from './found-entities.ts';
import { isObject, jsonOf, type Params, textOf } from './params.ts';
import { badRequest } from './refusal.ts';
import type { WireEntity } from './wire.ts';

/** In UTF-16 code units, not counting tags. */
export const textLimit = 4096;
export const captionLimit = 1024;

export interface MessageText {
  readonly text: string;
  readonly entities: readonly WireEntity[];
}

/** In bytes of UTF-8, with tags. */
const givenLimit = 32_768;

/**
 * The text of a message or caption as Telegram stores it: tags parsed, control characters cleaned, white space at the
 * end and blank lines at the beginning trimmed, links and commands found. Only a caption may be empty.
 */
export function readText(params: Params, name: 'text' | 'caption'): MessageText {
  const given = textOf(params, name);
  if (given === '' && name === 'text') throw badRequest('message text is empty');
  if (Buffer.byteLength(given) > givenLimit) throw badRequest('text is too long');
  const mode = textOf(params, 'parse_mode').toLowerCase();
  if (mode !== '' && mode !== 'html') {
    throw badRequest(
      mode.startsWith('markdown') ? 'the sandbox reads parse_mode HTML only' : 'unsupported parse_mode',
    );
  }
  const marked = mode === 'html' ? parseHtml(given) : { text: given, entities: readEntities(params, name) };
  const cleaned = clean(marked.text, marked.entities);
  if (cleaned.text === '' && name === 'text') throw badRequest('text must be non-empty');
  if (cleaned.text.length > (name === 'text' ? textLimit : captionLimit)) {
    throw badRequest(name === 'text' ? 'message is too long' : 'message caption is too long');
  }
  return { text: cleaned.text, entities: findEntities(cleaned.text, cleaned.entities) };
}

function readEntities(params: Params, name: 'text' | 'caption'): WireEntity[] {
  const field = name === 'text' ? 'entities' : 'caption_entities';
  const given = jsonOf(params, field, 'message entities');
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw badRequest('expected an Array of message entities');
  return given.filter(isObject).map((entity) => {
    const { type, offset, length } = entity;
    if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number') {
      throw badRequest('can\'t parse MessageEntity: Field "offset" must be a valid Number');
    }
    return { type, offset, length, ...(typeof entity.url === 'string' ? { url: entity.url } : {}) };
  });
}

/** Combining marks that Telegram drops because they draw over neighbouring lines. */
const combiningLines = new Set([0x0333, 0x033f, 0x030a]);

/**
 * Control characters become spaces (except line feeds, and carriage returns, which are dropped); line separators and
 * direction marks are dropped.
 */
function cleanCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20 && character !== '\n' && character !== '\r') return ' ';
  const dropped = character === '\r' || (code >= 0x2028 && code <= 0x202e) || combiningLines.has(code);
  return dropped ? '' : character;
}

function clean(text: string, entities: readonly WireEntity[]): MessageText {
  // Where each code unit of the given text lands in the cleaned one.
  const landing: number[] = [];
  let cleaned = '';
  for (let at = 0; at < text.length; at++) {
    landing.push(cleaned.length);
    cleaned += cleanCharacter(text[at] as string);
  }
  landing.push(cleaned.length);
  const start = /^(?:[ \n]*\n)?/.exec(cleaned)?.[0].length ?? 0;
  const kept = cleaned.slice(start).trimEnd();
  const land = (at: number) => Math.min(Math.max((landing[at] ?? cleaned.length) - start, 0), kept.length);
  const moved = entities.flatMap((entity) => {
    const offset = land(entity.offset);
    const length = land(entity.offset + entity.length) - offset;
    return length > 0 ? [{ ...entity, offset, length }] : [];
  });
  return { text: kept, entities: moved };
}
