import { tooManyRequests } from './refusal.ts';

/** Tokens that come back with time. */
interface Bucket {
  tokens: number;
  at: number;
}

const overall = { burst: 30, perSecond: 30 };
const perChat = { burst: 20, perSecond: 1 };
const perGroup = { burst: 20, perSecond: 20 / 60 };

/** Telegram's flood limits as documented: 30 messages a second in all, 1 a second in a chat, 20 a minute in a group. */
export class Limits {
  readonly #buckets = new Map<string, Bucket>();

  /** Counts one message to `chatId`; throws 429 with the seconds to wait when there are too many. */
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
