import { badRequest } from './refusal.ts';
import type { WireEntity } from './wire.ts';

const entityTypes: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const namedCharacters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export interface MarkedText {
  readonly text: string;
  readonly entities: readonly WireEntity[];
}

interface OpenTag {
  readonly name: string;
  readonly argument: string;
  /** Where its text begins, in the text without tags. */
  readonly offset: number;
}

/**
 * Parses Telegram's HTML into the text without tags, and the entities with UTF-16 offsets. A bare `&` is kept; a bare
 * `<`, or an unknown or unclosed tag, throws "can't parse entities: ..." with the byte offset, as Telegram does.
 */
export function parseHtml(html: string): MarkedText {
  const open: OpenTag[] = [];
  const entities: WireEntity[] = [];
  let text = '';
  for (let at = 0; at < html.length; ) {
    if (html[at] === '&') {
      const character = readCharacter(html, at);
      text += character?.value ?? '&';
      at = character?.end ?? at + 1;
    } else if (html[at] !== '<') {
      text += html[at++];
    } else if (html[at + 1] === '/') {
      at = readEndTag(html, at, open, (tag) => closeTag(tag, text, entities));
    } else {
      const tag = readStartTag(html, at);
      open.push({ ...tag, offset: text.length });
      at = tag.end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: tidy(entities) };
}

const cannotParse = (why: string) => badRequest(`can't parse entities: ${why}`);
const byteOffset = (html: string, at: number) => Buffer.byteLength(html.slice(0, at));
const isSpace = (character: string | undefined) => character !== undefined && /[ \t\r\n\0\v]/.test(character);

/** The character reference at `at`, which is a `&`; null when Telegram leaves it as text. */
function readCharacter(html: string, at: number): { value: string; end: number } | null {
  const match = /^&(?:#x([0-9a-f]*)|#([0-9]*)|([a-z]+));?/i.exec(html.slice(at, at + 16));
  if (!match) return null;
  const [whole, hex, decimal, name] = match;
  if (name !== undefined) {
    const value = namedCharacters[name];
    return value === undefined ? null : { value, end: at + whole.length };
  }
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  const tooLong = whole.replace(';', '').length >= 10;
  if (!(code > 0 && code < 0x10ffff) || tooLong) return null;
  return { value: String.fromCodePoint(code), end: at + whole.length };
}

function readStartTag(html: string, begin: number): { name: string; argument: string; end: number } {
  const where = `at byte offset ${byteOffset(html, begin)}`;
  let at = begin + 1;
  const skipSpaces = () => {
    while (isSpace(html[at])) at++;
  };
  while (at < html.length && !isSpace(html[at]) && html[at] !== '>') at++;
  if (at === html.length) throw cannotParse(`Unclosed start tag ${where}`);
  const name = html.slice(begin + 1, at).toLowerCase();
  if (!Object.hasOwn(entityTypes, name)) throw cannotParse(`Unsupported start tag "${name}" ${where}`);
  let argument = '';
  for (;;) {
    skipSpaces();
    if (html[at] === '>') break;
    const nameBegin = at;
    while (at < html.length && !isSpace(html[at]) && !'=>/"\''.includes(html[at] as string)) at++;
    const attribute = html.slice(nameBegin, at);
    if (attribute === '') {
      throw cannotParse(
        at === html.length
          ? `Unclosed start tag ${where}`
          : `Empty attribute name in the tag "${name}" ${where}`,
      );
    }
    skipSpaces();
    if (html[at] !== '=') {
      if (name === 'blockquote' && attribute === 'expandable') argument = 'expandable';
      else if (at < html.length) continue;
      if (at === html.length) throw cannotParse(`Unclosed start tag ${where}`);
      continue;
    }
    at++;
    skipSpaces();
    if (at === html.length) throw cannotParse(`Unclosed start tag ${where}`);
    const value = readAttributeValue(html, at);
    at = value.end;
    if (at >= html.length) throw cannotParse(`Unclosed start tag ${where}`);
    argument = argumentOf(name, attribute, value.value) ?? argument;
  }
  if (name === 'span' && argument !== 'spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" ${where}`);
  }
  return { name, argument, end: at + 1 };
}

function readAttributeValue(html: string, begin: number): { value: string; end: number } {
  const quote = html[begin];
  let at = begin;
  if (quote !== '"' && quote !== "'") {
    while (at < html.length && /[a-z0-9.-]/i.test(html[at] as string)) at++;
    if (at < html.length && !isSpace(html[at]) && html[at] !== '>') {
      throw cannotParse(`Unexpected end of name token at byte offset ${byteOffset(html, begin)}`);
    }
    return { value: html.slice(begin, at).toLowerCase(), end: at };
  }
  let value = '';
  at++;
  while (at < html.length && html[at] !== quote) {
    const character = html[at] === '&' ? readCharacter(html, at) : null;
    value += character?.value ?? html[at];
    at = character?.end ?? at + 1;
  }
  return { value, end: at + 1 };
}

/** An attribute's value where it means something for its tag; else null. */
function argumentOf(tag: string, attribute: string, value: string): string | null {
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-')) return value.slice(9);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  return null;
}

function readEndTag(html: string, begin: number, open: OpenTag[], close: (tag: OpenTag) => void): number {
  const offset = byteOffset(html, begin);
  const tag = open.pop();
  if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${offset}`);
  let at = begin + 2;
  while (at < html.length && !isSpace(html[at]) && html[at] !== '>') at++;
  const name = html.slice(begin + 2, at);
  while (isSpace(html[at])) at++;
  if (html[at] !== '>') throw cannotParse(`Unclosed end tag at byte offset ${offset}`);
  if (name !== '' && name !== tag.name) {
    throw cannotParse(
      `Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
    );
  }
  close(tag);
  return at + 1;
}

function closeTag(tag: OpenTag, text: string, entities: WireEntity[]): void {
  const range = { offset: tag.offset, length: text.length - tag.offset };
  if (range.length === 0) return;
  const type = tag.argument === 'expandable' ? 'expandable_blockquote' : (entityTypes[tag.name] as string);
  const inner = entities.at(-1);
  const wrapsInner = inner !== undefined && inner.offset === range.offset && inner.length === range.length;
  if (tag.name === 'a') {
    const link = readLink(tag.argument === '' ? text.slice(tag.offset) : tag.argument);
    if (link) entities.push({ type, ...range, ...link });
  } else if (tag.name === 'pre' && wrapsInner && inner.type === 'code') {
    entities.splice(-1, 1, { ...inner, type: 'pre' });
  } else if (tag.name === 'code' && wrapsInner && inner.type === 'pre') {
    if (tag.argument !== '') entities.splice(-1, 1, { ...inner, language: tag.argument });
  } else if (tag.name === 'code' && tag.argument !== '') {
    entities.push({ type, ...range, language: tag.argument });
  } else if (tag.name === 'tg-emoji') {
    entities.push({ type, ...range, custom_emoji_id: tag.argument });
  } else {
    entities.push({ type, ...range });
  }
}

/** The link as Telegram stores it; null for links it silently drops, keeping only the text. */
function readLink(href: string): { url: string } | { type: string; user: { id: number } } | null {
  const mention = /^tg:\/\/user\?id=(\d+)$/.exec(href);
  if (mention) return { type: 'text_mention', user: { id: Number(mention[1]) } };
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `http://${href}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  const allowed = ['http:', 'https:', 'tg:', 'ton:', 'tonsite:'].includes(url.protocol);
  return allowed && (url.protocol !== 'http:' || /\.|localhost/.test(url.hostname))
    ? { url: url.href }
    : null;
}

/** Sorts entities as Telegram returns them, and drops those inside code and duplicates over the same text. */
function tidy(entities: readonly WireEntity[]): WireEntity[] {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  const kept: WireEntity[] = [];
  for (const entity of sorted) {
    const { language, ...withoutLanguage } = entity;
    const around = kept.filter((outer) => outer.offset + outer.length > entity.offset);
    const covered = around.some(({ type }) => type === entity.type || type === 'code' || type === 'pre');
    if (!covered) kept.push(entity.type === 'code' && language !== undefined ? withoutLanguage : entity);
  }
  return kept;
}
