import type { ServerResponse } from 'node:http';
import { personOf } from './control-actions.ts';
import type { Face } from './face.ts';
import type { World } from './world.ts';

/**
 * Streams one chat as server-sent events: first `snapshot` (all messages), then `shown`, `tap`, `action` and `menu` as
 * they happen.
 */
export function stream(world: World, face: Face, response: ServerResponse, query: URLSearchParams): void {
  const person = personOf(face, {
    person: query.get('person') ?? undefined,
    chat: query.get('chat') ?? undefined,
  });
  const chatId = person.chat.wire.id;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const push = (event: string, data: unknown) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  push('snapshot', {
    me: person.id,
    chat: person.chat.wire,
    bot: world.bot,
    menu: face.menu(person),
    messages: person.chat.messages,
  });
  const end = world.events.on((event) => {
    if (event.kind === 'shown' && event.shown.chatId === chatId) push('shown', event.shown);
    else if (event.kind === 'tap-answered' && event.chatId === chatId) {
      push('tap', { tapId: event.tapId, note: event.note });
    } else if (event.kind === 'action' && event.chatId === chatId) push('action', { action: event.action });
    else if (event.kind === 'call' && event.call.method === 'setMyCommands') push('menu', face.menu(person));
  });
  response.on('close', end);
}
