import type { WireEntity } from './wire.ts';

const tags: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

const readable: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The text with its formatting as safe HTML: only the tags above and links, everything else escaped. */
export function renderHtml(text: string, entities: readonly WireEntity[]): string {
  const styled = entities.filter(({ type }) => type in tags || type === 'text_link' || type === 'url');
  const cuts = new Set([0, text.length]);
  for (const { offset, length } of styled) cuts.add(offset).add(offset + length);
  const positions = [...cuts].filter((at) => at <= text.length).sort((one, other) => one - other);
  let html = '';
  let open: WireEntity[] = [];
  for (const [index, at] of positions.entries()) {
    // A tag that ends here closes all tags opened inside it; those that continue are reopened.
    const first = open.findIndex(({ offset, length }) => offset + length <= at);
    if (first >= 0) {
      const closing = open.slice(first);
      html += closing
        .toReversed()
        .map((entity) => `</${tagOf(entity)}>`)
        .join('');
      open = open.slice(0, first);
      for (const entity of closing)
        if (entity.offset + entity.length > at) html += openTag(entity, text, open);
    }
    for (const entity of styled) if (entity.offset === at) html += openTag(entity, text, open);
    html += escapeText(text.slice(at, positions[index + 1] ?? at));
  }
  return html;
}

const escapeText = (text: string) => text.replace(/[&<>"]/g, (character) => readable[character] ?? character);

const tagOf = ({ type }: WireEntity) => tags[type] ?? 'a';

function openTag(entity: WireEntity, text: string, open: WireEntity[]): string {
  open.push(entity);
  if (tagOf(entity) !== 'a') return `<${tagOf(entity)}>`;
  const url = entity.url ?? text.slice(entity.offset, entity.offset + entity.length);
  return `<a href="${escapeText(url)}">`;
}
