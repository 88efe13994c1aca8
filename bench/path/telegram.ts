/**
 * The strict local Bot API as a process of its own, with the people who write to the bot. Its parent says over IPC what
 * they write, and gets the time that each answer took: from the moment the update was at Telegram to the arrival of the
 * last message that answers it.
 */
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { FromTelegram, ToTelegram } from './protocol.ts';

/** Per chat, and for the log of calls; the load needs none of them. */
const keepMessages = 200;

interface Awaited {
  readonly sinceMs: number;
  left: number;
}

const sandbox = await startSandbox({ keepMessages });
const awaited = new Map<number, Awaited[]>();
let answered: [personId: number, ms: number][] = [];

sandbox.events.on((event) => {
  if (event.kind !== 'shown' || event.shown.change === 'deleted' || event.shown.from?.isBot !== true) return;
  const queue = awaited.get(event.shown.chatId);
  const head = queue?.[0];
  if (!queue || !head) return;
  head.left -= 1;
  if (head.left > 0) return;
  queue.shift();
  if (answered.length === 0) setImmediate(report);
  answered.push([event.shown.chatId, performance.now() - head.sinceMs]);
});

function report(): void {
  tell({ answered });
  answered = [];
}

function expect(personId: number, answers: number): void {
  const queue = awaited.get(personId) ?? [];
  awaited.set(personId, queue);
  queue.push({ sinceMs: performance.now(), left: answers });
}

process.on('message', (order: ToTelegram) => {
  if (order.do === 'people') {
    for (const id of order.ids)
      sandbox.person({ id, firstName: `Person ${id}`, languageCode: 'en', started: true });
  } else if (order.do === 'say') {
    for (const [id, text, answers] of order.lines) {
      expect(id, answers);
      sandbox.people.get(id)?.say(text);
    }
  } else if (order.do === 'expect') {
    for (const id of order.ids) expect(id, 1);
  } else if (order.do === 'delay') {
    sandbox.delay('sendMessage', order.ms);
  }
  tell({ done: order.do });
});
process.on('disconnect', () => void sandbox.stop().then(() => process.exit(0)));
tell({ url: sandbox.url, token: sandbox.token });

function tell(message: FromTelegram): void {
  process.send?.(message);
}
