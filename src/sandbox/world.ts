import type { CallLog } from './calls.ts';
import type { Chats } from './chats.ts';
import type { Events } from './events.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Limits } from './limits.ts';
import type { Menus } from './menus.ts';
import type { Params } from './params.ts';
import type { Taps } from './taps.ts';
import type { Updates } from './updates.ts';
import type { WebhookPusher } from './webhook-pusher.ts';
import type { WireUser } from './wire.ts';

/** All the state of one sandbox. */
export interface World {
  readonly bot: WireUser;
  readonly token: string;
  readonly now: () => Date;
  readonly events: Events;
  readonly chats: Chats;
  readonly updates: Updates;
  readonly pusher: WebhookPusher;
  readonly taps: Taps;
  readonly files: Files;
  readonly menus: Menus;
  readonly calls: CallLog;
  readonly faults: Faults;
  /** Null: no limits. */
  readonly limits: Limits | null;
  /** Whether the bot sees only commands and replies to it in groups. */
  readonly groupPrivacy: boolean;
}

/** One call as a method sees it. `gone` aborts when the caller hangs up. */
export interface Request extends Params {
  readonly gone: AbortSignal;
}

/** The `result` of a call, and the `description` Telegram may add. Refusals are thrown. */
export interface Answer {
  readonly result: unknown;
  readonly description?: string;
}

export type Method = (world: World, request: Request) => Answer | Promise<Answer>;
