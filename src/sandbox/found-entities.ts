import type { WireEntity } from './wire.ts';

const patterns: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['url', /(?<![\p{L}\p{N}_.@-])https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/gu],
  ['email', /(?<![\p{L}\p{N}_.+-])[A-Za-z0-9_.+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/gu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu],
  ['mention', /(?<![\p{L}\p{N}_@/])@[A-Za-z0-9_]{4,32}(?![\p{L}\p{N}_@])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_#@&/])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/gu],
  ['cashtag', /(?<![\p{L}\p{N}_$])\$[A-Z]{3,8}(?![\p{L}\p{N}_$])/gu],
];

/**
 * Adds to `given` the entities that Telegram finds in plain text itself (commands, links, addresses, tags). They are
 * sorted; found ones overlap neither each other nor given code and links.
 */
export function findEntities(text: string, given: readonly WireEntity[] = []): WireEntity[] {
  const found: WireEntity[] = [];
  const blocking = given.filter(({ type }) => ['code', 'pre', 'text_link', 'text_mention'].includes(type));
  for (const [type, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...found, ...blocking].some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return [...given, ...found].sort((one, other) => one.offset - other.offset || other.length - one.length);
}

const overlaps = (one: WireEntity, other: WireEntity) =>
  one.offset < other.offset + other.length && other.offset < one.offset + one.length;
