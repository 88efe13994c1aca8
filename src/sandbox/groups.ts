import { standingIn } from './addressing.ts';
import type { Chat } from './chats.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

/** Who a supergroup's own messages are from. */
const groupAnonymousBot = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** A group of people and the bot. */
export class Group {
  chat: Chat;
  readonly #world: World;

  constructor(world: World, chat: Chat, people: readonly Person[]) {
    this.#world = world;
    this.chat = chat;
    chat.known = true;
    chat.members.set(world.bot.id, world.bot);
    for (const { user } of people) chat.members.set(user.id, user);
  }

  /** A member as a participant of this group, or of a topic in it. */
  person(person: Person, topicId: number | null = null): Person {
    return person.in(this.chat, topicId);
  }

  /** Turns it into a supergroup with a new id; the old one answers with migrate_to_chat_id from now on. */
  upgrade(): Chat {
    const old = this.chat;
    const id = -1_000_000_000_000 + old.wire.id;
    const { title } = old.wire;
    const chat = this.#world.chats.open({
      id,
      type: 'supergroup',
      ...(title === undefined ? {} : { title }),
    });
    chat.known = true;
    for (const [memberId, user] of old.members) chat.members.set(memberId, user);
    chat.takesPhotos = old.takesPhotos;
    old.movedTo = id;
    this.chat = chat;
    const [owner] = [...old.members.values()].filter(({ is_bot }) => !is_bot);
    const told = old.add({ ...(owner ? { from: owner } : {}), migrate_to_chat_id: id }, this.#world.now());
    this.#world.updates.add({ message: told }, `chat ${old.wire.id}`);
    const anonymous = { from: groupAnonymousBot, sender_chat: chat.wire };
    const arrived = chat.add({ ...anonymous, migrate_from_chat_id: old.wire.id }, this.#world.now());
    this.#world.updates.add({ message: arrived }, `chat ${id}`);
    return chat;
  }

  /** Opens a topic, as administrators can in a supergroup; returns its id. Throws in other groups. */
  openTopic(by: Person, name: string): number {
    if (this.chat.wire.type !== 'supergroup') throw new Error('only a supergroup has topics');
    this.chat.wire = { ...this.chat.wire, is_forum: true };
    const opening = { from: by.user, forum_topic_created: { name, icon_color: 7_322_096 } };
    const opened = this.chat.add(opening, this.#world.now());
    const id = opened.message_id;
    this.chat.topics.set(id, { closed: false });
    const message = this.chat.change(id, standingIn(id), null);
    this.#world.updates.add({ message }, `chat ${this.chat.wire.id}`);
    return id;
  }

  /** Has topics no more, as administrators can choose; what was in one stays. */
  endTopics(): void {
    const { is_forum: _, ...wire } = this.chat.wire;
    this.chat.wire = wire;
  }

  /** Closes a topic: only administrators may write there from now on. */
  closeTopic(id: number): void {
    this.chat.topics.set(id, { closed: true });
  }

  /** Deletes a topic with all its messages. */
  deleteTopic(id: number): void {
    this.chat.topics.delete(id);
    for (const message of this.chat.messages) if (message.topicId === id) this.chat.remove(message.id);
  }

  /** Forbids photos to all members, as administrators can. */
  forbidPhotos(): void {
    this.chat.takesPhotos = false;
  }

  removeBot(): void {
    this.chat.closed = `bot was kicked from the ${this.chat.wire.type} chat`;
  }
}
