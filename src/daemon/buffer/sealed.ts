import type { Clock } from '../clock.ts';
import { aboutUpdate, type Seal } from '../secrets/seal.ts';
import type { Buffer, Entry } from './buffer.ts';

/**
 * How long an entry that cannot be opened is left in the buffer. A daemon with another secret may still open it; if it
 * was sealed with a secret that is lost, Telegram has sent its update again by then.
 */
const unreadableMs = 600_000;

/**
 * Wraps `buffer` so that payloads are sealed in it. `onUnreadable` is called with a partition that holds entries which
 * cannot be opened.
 */
export function sealBuffer(options: {
  buffer: Buffer;
  seal: Seal;
  botId: number;
  clock: Clock;
  onUnreadable: (partition: number) => void;
}): Buffer {
  const { buffer, seal, botId, clock, onUnreadable } = options;
  return {
    ...buffer,
    push: (updates) =>
      buffer.push(
        updates.map((update) => ({
          ...update,
          payload: seal.seal(update.payload, aboutUpdate(botId, update.updateId)),
        })),
      ),
    async read(partition, limit) {
      let most = limit;
      let found = await readUpTo(partition, most);
      // fewer than `limit` would mean that nothing follows, so entries that cannot be opened are read past
      while (found.opened.length < limit && !found.isAll) {
        most *= 2;
        found = await readUpTo(partition, most);
      }
      const { opened, unreadable } = found;
      if (unreadable.length > 0) {
        onUnreadable(partition);
        const oldest = clock.now().getTime() - unreadableMs;
        const lapsed = unreadable.filter(({ receivedAt }) => receivedAt.getTime() < oldest);
        await buffer.remove(
          partition,
          lapsed.map(({ id }) => id),
        );
      }
      return opened.slice(0, limit);
    },
  };

  async function readUpTo(partition: number, most: number) {
    const entries = await buffer.read(partition, most);
    const opened: Entry[] = [];
    const unreadable: Entry[] = [];
    for (const entry of entries) {
      const payload = seal.open(entry.payload, aboutUpdate(botId, entry.updateId));
      if (payload === null) unreadable.push(entry);
      else opened.push({ ...entry, payload });
    }
    return { opened, unreadable, isAll: entries.length < most };
  }
}
