import type { Chat } from './chats.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

/** A group with several persons and the bot. */
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

  /** The face of one of its members in this group. */
  person(person: Person): Person {
    return person.in(this.chat);
  }

  /** Becomes a supergroup with a new id; the old one answers with migrate_to_chat_id from now on. */
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
    const told = old.add({ migrate_to_chat_id: id }, this.#world.now());
    this.#world.updates.add({ message: told }, `chat ${old.wire.id}`);
    const arrived = chat.add({ migrate_from_chat_id: old.wire.id }, this.#world.now());
    this.#world.updates.add({ message: arrived }, `chat ${id}`);
    return chat;
  }

  /** Members may send words only, as its administrators can have it. */
  forbidPhotos(): void {
    this.chat.takesPhotos = false;
  }

  removeBot(): void {
    this.chat.closed = `bot was kicked from the ${this.chat.wire.type} chat`;
  }
}
