import { standingIn, threadOf } from './addressing.ts';
import type { Chat, Shown, ShownButton } from './chats.ts';
import type { Wait } from './events.ts';
import { pictureSize } from './files.ts';
import { findEntities } from './found-entities.ts';
import type { Upload } from './params.ts';
import { captionLimit, textLimit } from './text.ts';
import type { WireMessage, WireUser } from './wire.ts';
import type { World } from './world.ts';

const waitMs = 10_000;

/** A message a person sent. */
export interface Said {
  readonly messageId: number;
  /** Null when the bot does not accept this kind of update, or does not see the message. */
  readonly updateId: number | null;
}

export interface Tapped {
  readonly tapId: string;
  readonly updateId: number | null;
  /** The note shown for the tap ('' for none); rejects when the bot does not answer in time. */
  note(timeoutMs?: number): Promise<string>;
}

/**
 * Anything but text that a person can send; a photo or document is an upload, other kinds are Telegram's own objects.
 */
export type Attachment =
  | { readonly photo: Upload; readonly caption?: string }
  | { readonly document: Upload; readonly caption?: string }
  | { readonly [kind: string]: unknown };

/** A person in one chat with the bot: a private one, a group, or a topic of a group. */
export class Person {
  readonly user: WireUser;
  readonly chat: Chat;
  /** Null: no topic. */
  readonly #topicId: number | null;
  readonly #world: World;
  /** Sequence number of the last answer read. */
  #read: number;

  constructor(world: World, user: WireUser, chat: Chat, topicId: number | null = null) {
    this.#world = world;
    this.user = user;
    this.chat = chat;
    this.#topicId = topicId;
    this.#read = world.chats.sequence;
  }

  get id(): number {
    return this.user.id;
  }

  /** The same person in a group they belong to, or in a topic of it. */
  in(chat: Chat, topicId: number | null = null): Person {
    if (!chat.members.has(this.id)) throw new Error(`${this.user.first_name} is not in chat ${chat.wire.id}`);
    return new Person(this.#world, this.user, chat, topicId);
  }

  /** Sends a text exactly as given (a real client would trim it); at most 4,096 characters. */
  say(text: string): Said {
    return this.#post(this.#textContent(text));
  }

  reply(messageId: number, text: string): Said {
    const target = this.#find(messageId);
    return this.#post({ ...this.#textContent(text), reply_to_message: target }, threadOf(this.chat, target));
  }

  /** Edits one of their own messages, or the caption of a picture or document: an edited_message update. */
  edit(messageId: number, text: string): Said {
    const message = this.#find(messageId);
    if (message.from?.id !== this.id)
      throw new Error(`message ${messageId} is not ${this.user.first_name}'s`);
    const edited = this.chat.change(messageId, this.#wordsFor(message, text), this.#world.now());
    return { messageId, updateId: this.#isHeard(edited) ? this.#queue({ edited_message: edited }) : null };
  }

  /** Sends a picture, a file, or any other kind: `send({ sticker: {...} })`. */
  send(attachment: Attachment): Said {
    const { photo, document, caption, ...rest } = attachment as {
      photo?: Upload;
      document?: Upload;
      caption?: string;
    };
    const content: Record<string, unknown> = { ...rest, ...(caption && this.#captionContent(caption)) };
    if (photo) {
      const { wire } = this.#world.files.add('photos', photo, pictureSize(photo.bytes) ?? {});
      content.photo = [wire];
    }
    if (document) {
      const about = { file_name: document.name, mime_type: document.type };
      content.document = this.#world.files.add('documents', document, about).wire;
    }
    return this.#post(content);
  }

  /** Taps a button by its label or data, on the message given or else on the newest that has it. */
  tap(button: string): Tapped;
  tap(message: number | { readonly id: number }, button: string): Tapped;
  tap(first: number | { readonly id: number } | string, second?: string): Tapped {
    const label = typeof first === 'string' ? first : (second ?? '');
    const candidates =
      typeof first === 'string'
        ? this.chat.messages.toReversed()
        : this.chat.messages.filter(({ id }) => id === (typeof first === 'number' ? first : first.id));
    for (const message of candidates) {
      const found = findButton(message, label);
      if (found) return this.tapData(message.id, found.data ?? '');
    }
    const there = candidates.flatMap(({ buttons }) => buttons.flat()).map((one) => `"${one.label}"`);
    throw new Error(`there is no button "${label}"; there is ${there.join(', ') || 'no button at all'}`);
  }

  /** Taps with arbitrary data, as an outdated or forged client could, even on a message that is no more. */
  tapData(messageId: number, data: string): Tapped {
    const { wire } = this.chat;
    const message = this.chat.kept.get(messageId)?.wire ?? { message_id: messageId, chat: wire, date: 0 };
    const tapId = this.#world.taps.open(this.chat.wire.id);
    const query = {
      id: tapId,
      from: this.user,
      message,
      chat_instance: String(this.chat.wire.id * 7919),
      data,
    };
    const updateId = this.#world.updates.add({ callback_query: query }, `taps of ${this.id}`);
    return {
      tapId,
      updateId,
      note: (timeoutMs = waitMs) =>
        this.#world.events.waitFor(() => this.#world.taps.note(tapId), {
          what: `the answer to the tap on "${data}"`,
          timeoutMs,
        }),
    };
  }

  /** Blocks the bot: it is told so, and every send to this chat is refused with 403. */
  block(): void {
    this.chat.closed = 'bot was blocked by the user';
    this.#changeMembership('kicked');
  }

  unblock(): void {
    this.chat.closed = null;
    this.#changeMembership('member');
  }

  /** Deletes the person's account: sends are refused with 403. */
  deactivate(): void {
    this.chat.closed = 'user is deactivated';
  }

  /** Deletes the chat: sends are refused with "chat not found". */
  deleteChat(): void {
    this.chat.known = false;
  }

  /** The oldest thing the bot has shown in this chat (a message or an edit) that was not read yet; waits for one. */
  async nextAnswer(timeoutMs = waitMs): Promise<Shown> {
    const answer = await this.#world.events.waitFor(
      () => this.answersSince(this.#read)[0],
      this.#wait('an answer', timeoutMs),
    );
    this.#read = answer.sequence;
    return answer;
  }

  /** Says something, and fulfils with the first thing the bot shows after it; earlier answers count as read. */
  async ask(text: string, timeoutMs = waitMs): Promise<Shown> {
    this.#read = this.#world.chats.sequence;
    this.say(text);
    return this.nextAnswer(timeoutMs);
  }

  /** The first thing shown in this chat, by anyone, past or future, for which `matches` holds. */
  waitFor(matches: (shown: Shown) => boolean, timeoutMs = waitMs): Promise<Shown> {
    return this.#world.events.waitFor(
      () => this.chat.log.find(matches),
      this.#wait('a certain message', timeoutMs),
    );
  }

  /** What the bot has shown here after `sequence`, oldest first. */
  answersSince(sequence: number): Shown[] {
    const { log } = this.chat;
    const first = log.findLastIndex((shown) => shown.sequence <= sequence) + 1;
    return log
      .slice(first)
      .filter((shown) => shown.from?.id === this.#world.bot.id && shown.change !== 'deleted');
  }

  #wait(what: string, timeoutMs: number): Wait {
    const latest = () =>
      this.chat.messages.slice(-3).map(({ from, text }) => `${from?.name ?? '?'}: ${text}`);
    return {
      what: `${what} to ${this.user.first_name}`,
      timeoutMs,
      instead: () => `the chat ends with ${JSON.stringify(latest())}`,
    };
  }

  #captionContent(caption: string): Pick<WireMessage, 'caption' | 'caption_entities'> {
    if (caption.length > captionLimit)
      throw new Error(`a caption has at most ${captionLimit} characters, not ${caption.length}`);
    const entities = findEntities(caption);
    return { caption, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
  }

  #textContent(text: string): { text: string; entities: WireMessage['entities'] } {
    if (text.length === 0) throw new Error('a person cannot send an empty message');
    if (text.length > textLimit)
      throw new Error(`a message has at most ${textLimit} characters, not ${text.length}`);
    const entities = findEntities(text);
    return { text, entities: entities.length > 0 ? entities : undefined };
  }

  /** What a message is edited to: its text, or its caption where it is a picture or document. */
  #wordsFor(
    { text: isText, photo, document, caption }: WireMessage,
    text: string,
  ): { readonly [field: string]: unknown } {
    const hasCaption = photo !== undefined || document !== undefined || caption !== undefined;
    if (isText !== undefined || !hasCaption) return this.#textContent(text);
    return { caption_entities: undefined, ...this.#captionContent(text) };
  }

  /** `thread`: the message's thread field, for outside of topics. */
  #post(content: { readonly [field: string]: unknown }, thread: ReturnType<typeof threadOf> = {}): Said {
    this.chat.known = true;
    const given = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
    const message = this.chat.add({ from: this.user, ...this.#inTopic(thread), ...given }, this.#world.now());
    return {
      messageId: message.message_id,
      updateId: this.#isHeard(message) ? this.#queue({ message }) : null,
    };
  }

  /** In a topic every message is a reply: if to no other, then to the one that opened the topic. */
  #inTopic(thread: ReturnType<typeof threadOf>): Partial<WireMessage> {
    if (this.#topicId === null) return thread;
    return { ...standingIn(this.#topicId), reply_to_message: this.#find(this.#topicId) };
  }

  /** Whether the bot sees the message. */
  #isHeard({ text, caption, reply_to_message }: WireMessage): boolean {
    const { bot, groupPrivacy } = this.#world;
    if (this.chat.wire.type === 'private' || !groupPrivacy) return true;
    if (reply_to_message?.from?.id === bot.id) return true;
    const command = /^\/\w+(?:@(\w+))?/.exec(text ?? caption ?? '');
    return command !== null && (command[1] ?? bot.username)?.toLowerCase() === bot.username?.toLowerCase();
  }

  #queue(content: { readonly [kind: string]: unknown }): number | null {
    return this.#world.updates.add(content, `chat ${this.chat.wire.id}`);
  }

  #find(messageId: number): WireMessage {
    const kept = this.chat.kept.get(messageId);
    if (!kept) throw new Error(`chat ${this.chat.wire.id} has no message ${messageId}`);
    return kept.wire;
  }

  #changeMembership(status: 'member' | 'kicked'): void {
    const before = status === 'member' ? 'kicked' : 'member';
    this.#queue({
      my_chat_member: {
        chat: this.chat.wire,
        from: this.user,
        date: Math.floor(this.#world.now().getTime() / 1000),
        old_chat_member: { user: this.#world.bot, status: before },
        new_chat_member: { user: this.#world.bot, status },
      },
    });
  }
}

const findButton = (message: Shown, labelOrData: string): ShownButton | undefined =>
  message.buttons
    .flat()
    .find(({ label, data }) => data !== null && (label === labelOrData || data === labelOrData));
