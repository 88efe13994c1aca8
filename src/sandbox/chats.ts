import type { Events } from './events.ts';
import { renderHtml } from './render.ts';
import type { WireChat, WireEntity, WireFile, WireKeyboard, WireMessage, WireUser } from './wire.ts';

/** A message as people in the chat see it at one moment. */
export interface Shown {
  /** A counter over everything shown in the sandbox. */
  readonly sequence: number;
  readonly change: 'new' | 'edited' | 'deleted';
  readonly chatId: number;
  readonly id: number;
  /** Null: the message has no sender. */
  readonly from: { readonly id: number; readonly name: string; readonly isBot: boolean } | null;
  readonly date: Date;
  /** 'text', or what else it carries ('photo', 'sticker', ...). */
  readonly kind: string;
  /** Text or caption, without tags. */
  readonly text: string;
  /** The text with its formatting, as safe HTML. */
  readonly html: string;
  readonly entities: readonly WireEntity[];
  readonly buttons: readonly (readonly ShownButton[])[];
  /** How often it was edited. */
  readonly edits: number;
  readonly replyTo: number | null;
  /** The topic of the group; null: none. */
  readonly topicId: number | null;
  /** The id of the person whose app opens a reply to it; null: nobody's. */
  readonly promptFor: number | 'all' | null;
  readonly file: WireFile | null;
}

export interface ShownButton {
  readonly label: string;
  /** Null: the button opens a link. */
  readonly data: string | null;
  readonly url: string | null;
}

interface Kept {
  wire: WireMessage;
  edits: number;
}

/** A message's fields except id, chat and date. */
export type Content = Omit<WireMessage, 'message_id' | 'chat' | 'date'>;

/** A chat: its members, its messages, and whether the bot may write to it. */
export class Chat {
  wire: WireChat;
  readonly members = new Map<number, WireUser>();
  /** The last messages by id, oldest first. */
  readonly kept = new Map<number, Kept>();
  /** What was shown last, oldest first. */
  readonly log: Shown[] = [];
  /** Whether the bot knows the chat: it cannot write to one it has not heard from. */
  known = false;
  /** Why the bot may not write here ("bot was blocked by the user"); null: it may. */
  closed: string | null = null;
  /** Whether members, including the bot, may send photos. */
  takesPhotos = true;
  /** Topics by id, which is that of the message that opened them; deleted ones are missing. */
  readonly topics = new Map<number, { closed: boolean }>();
  /** By message id: whose app opens a reply to it. Such messages cannot be edited. */
  readonly prompts = new Map<number, number | 'all'>();
  /** Id of the supergroup that this group became; null: none. */
  movedTo: number | null = null;
  #lastMessageId = 0;
  readonly #chats: Chats;

  constructor(wire: WireChat, chats: Chats) {
    this.wire = wire;
    this.#chats = chats;
  }

  /** The messages as they are now, oldest first. */
  get messages(): Shown[] {
    return [...this.kept.values()].map((kept) => this.#show(kept, 'new', 0));
  }

  add(content: Content, date: Date, promptFor: number | 'all' | null = null): WireMessage {
    const wire: WireMessage = {
      message_id: ++this.#lastMessageId,
      ...content,
      chat: this.wire,
      date: Math.floor(date.getTime() / 1000),
    };
    const kept = { wire, edits: 0 };
    if (promptFor !== null) this.prompts.set(wire.message_id, promptFor);
    this.kept.set(wire.message_id, kept);
    if (this.kept.size > this.#chats.keep) {
      const [oldest] = this.kept.keys();
      if (oldest !== undefined) this.#forget(oldest);
    }
    this.#log(kept, 'new');
    return wire;
  }

  /**
   * Replaces fields of a message; those undefined in `content` are removed. `date`: when it was edited; null: it does
   * not count as edited. Throws when there is no such message.
   */
  change(messageId: number, content: { readonly [field: string]: unknown }, date: Date | null): WireMessage {
    const kept = this.kept.get(messageId);
    if (!kept) throw new Error(`chat ${this.wire.id} has no message ${messageId}`);
    const fields = {
      ...kept.wire,
      ...content,
      ...(date ? { edit_date: Math.floor(date.getTime() / 1000) } : {}),
    };
    kept.wire = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined),
    ) as unknown as WireMessage;
    if (date) kept.edits++;
    this.#log(kept, 'edited');
    return kept.wire;
  }

  remove(messageId: number): boolean {
    const kept = this.kept.get(messageId);
    if (kept) this.#log(kept, 'deleted');
    return this.#forget(messageId);
  }

  #forget(messageId: number): boolean {
    this.prompts.delete(messageId);
    return this.kept.delete(messageId);
  }

  #log(kept: Kept, change: Shown['change']): void {
    const shown = this.#show(kept, change, this.#chats.nextSequence());
    this.log.push(shown);
    if (this.log.length > this.#chats.keep * 2) this.log.splice(0, this.log.length - this.#chats.keep);
    this.#chats.events.emit({ kind: 'shown', shown });
  }

  #show({ wire, edits }: Kept, change: Shown['change'], sequence: number): Shown {
    const text = wire.text ?? wire.caption ?? '';
    const entities = wire.entities ?? wire.caption_entities ?? [];
    const { from } = wire;
    return {
      sequence,
      change,
      chatId: this.wire.id,
      id: wire.message_id,
      from: from ? { id: from.id, name: from.first_name, isBot: from.is_bot } : null,
      date: new Date(wire.date * 1000),
      kind: kindOf(wire),
      text,
      html: renderHtml(text, entities),
      entities,
      buttons: showButtons(wire.reply_markup),
      edits,
      replyTo: wire.reply_to_message?.message_id ?? null,
      topicId: topicOf(wire),
      promptFor: this.prompts.get(wire.message_id) ?? null,
      file: wire.photo?.at(-1) ?? wire.document ?? null,
    };
  }
}

const plainFields = new Set([
  'message_id',
  'from',
  'sender_chat',
  'chat',
  'date',
  'edit_date',
  'reply_markup',
  'reply_to_message',
  'message_thread_id',
  'is_topic_message',
  'caption',
  'caption_entities',
  'entities',
]);

/** The topic that a message is in; null: none. */
export const topicOf = (wire: WireMessage) =>
  wire.is_topic_message ? (wire.message_thread_id ?? null) : null;

const kindOf = (wire: WireMessage) => Object.keys(wire).find((field) => !plainFields.has(field)) ?? 'empty';

const showButtons = (keyboard: WireKeyboard | undefined) =>
  (keyboard?.inline_keyboard ?? []).map((row) =>
    row.map(({ text, callback_data, url }) => ({
      label: text,
      data: callback_data ?? null,
      url: url ?? null,
    })),
  );

/** All chats, by id. */
export class Chats {
  readonly byId = new Map<number, Chat>();
  readonly events: Events;
  /** How many messages are remembered per chat. */
  readonly keep: number;
  #sequence = 0;

  constructor(keep: number, events: Events) {
    this.keep = keep;
    this.events = events;
  }

  /** The sequence number of the last thing shown. */
  get sequence(): number {
    return this.#sequence;
  }

  nextSequence(): number {
    return ++this.#sequence;
  }

  open(wire: WireChat): Chat {
    if (this.byId.has(wire.id)) throw new Error(`the sandbox already has a chat ${wire.id}`);
    const chat = new Chat(wire, this);
    this.byId.set(wire.id, chat);
    return chat;
  }
}
