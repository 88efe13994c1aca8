import { tooManyRequests } from './refusal.ts';

/** A token bucket. `at`: when `tokens` was right, in Unix ms. */
interface Bucket {
  tokens: number;
  at: number;
}

const overall = { burst: 30, perSecond: 30 };
const perChat = { burst: 20, perSecond: 1 };
const perGroup = { burst: 20, perSecond: 20 / 60 };

/**
 * Telegram's documented flood limits: 30 messages a second overall, 1 a second per chat, 20 a minute per group; in a
 * chat or group after a burst of 20.
 */
export class Limits {
  readonly #buckets = new Map<string, Bucket>();

  /** Counts one message to `chatId`; throws a 429 with the seconds to wait when the limit is exceeded. */
  count(chatId: number, now: Date): void {
    const chat = this.#refill(`chat ${chatId}`, chatId < 0 ? perGroup : perChat, now);
    const all = this.#refill('all', overall, now);
    const { perSecond } = chatId < 0 ? perGroup : perChat;
    if (chat.tokens < 1) throw tooManyRequests(Math.ceil((1 - chat.tokens) / perSecond));
    if (all.tokens < 1) throw tooManyRequests(1);
    chat.tokens--;
    all.tokens--;
  }

  #refill(name: string, { burst, perSecond }: typeof overall, now: Date): Bucket {
    const at = now.getTime();
    const old = this.#buckets.get(name) ?? { tokens: burst, at };
    const bucket = { tokens: Math.min(burst, old.tokens + ((at - old.at) / 1000) * perSecond), at };
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
