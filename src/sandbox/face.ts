import type { Call } from './calls.ts';
import type { Chat } from './chats.ts';
import type { Events } from './events.ts';
import type { FaultPlan } from './faults.ts';
import { Group } from './groups.ts';
import type { MenuCommand } from './menus.ts';
import { isObject } from './params.ts';
import { Person } from './people.ts';
import type { WireUser } from './wire.ts';
import type { World } from './world.ts';

export interface PersonOptions {
  readonly id?: number;
  readonly firstName?: string;
  readonly username?: string;
  readonly languageCode?: string;
  /** Whether the bot may write first, as if it had been started; false when absent. */
  readonly started?: boolean;
}

export interface GroupOptions {
  /** Negative. */
  readonly id?: number;
  readonly title?: string;
  readonly people: readonly Person[];
}

/** What tests and the demo do with a sandbox. */
export interface Face {
  readonly token: string;
  readonly bot: WireUser;
  readonly events: Events;
  readonly people: ReadonlyMap<number, Person>;
  /** The last calls that were made, oldest first. */
  readonly calls: readonly Call[];
  /** How often each method took effect. */
  readonly sent: Readonly<Record<string, number>>;
  /** How many updates the bot has not confirmed. */
  readonly pendingCount: number;
  /** A new person with a private chat; the known one when `id` is theirs. */
  person(options?: PersonOptions): Person;
  group(options: GroupOptions): Group;
  chat(id: number): Chat | undefined;
  /** Queues an update made by hand, given without its id. Gives the id it got; null when the bot does not take it. */
  inject(update: { readonly [kind: string]: unknown }): number | null;
  /** Sends an update again: with its id as a webhook retry does, or under a new one as Telegram does with taps. */
  redeliver(updateId: number, options?: { readonly asNew?: boolean }): number;
  isConfirmed(updateId: number): boolean;
  /** Fulfils when the bot has confirmed the update; rejects when it does not in time (5 s when absent). */
  confirmed(updateId: number, timeoutMs?: number): Promise<void>;
  /** Makes the next calls of a method ('*': of any) fail. */
  failNext(method: string, plan: FaultPlan): void;
  /** Makes every later call of a method ('*': of any) take longer; 0 ends it. */
  delay(method: string, ms: number): void;
  /** Ends planned faults and delays. */
  clearFaults(): void;
  /** The command menu that a person sees in their private chat. */
  menu(person: Person): readonly MenuCommand[];
}

const firstPersonId = 5_100_000_001;
const firstGroupId = -4_100_000_001;

/** What tests and the demo do with this world. */
export function createFace(world: World): Face {
  const people = new Map<number, Person>();
  let groups = 0;
  const freeId = () => {
    let id = firstPersonId + people.size;
    while (people.has(id)) id++;
    return id;
  };
  return {
    token: world.token,
    bot: world.bot,
    events: world.events,
    people,
    calls: world.calls.recent,
    sent: world.calls.sent,
    get pendingCount() {
      return world.updates.pendingCount;
    },
    person: (options = {}) => {
      const id = options.id ?? freeId();
      const known = people.get(id);
      if (known) return known;
      const person = createPerson(world, id, options);
      people.set(id, person);
      return person;
    },
    group: ({ id, title, people: members }) => {
      const chat = world.chats.open({
        id: id ?? firstGroupId - groups++,
        type: 'group',
        title: title ?? 'Group',
      });
      return new Group(world, chat, members);
    },
    chat: (id) => world.chats.byId.get(id),
    inject: (update) => world.updates.add(update, queueOf(update)),
    redeliver: (updateId, options) => world.updates.redeliver(updateId, options?.asNew === true),
    isConfirmed: (updateId) => !world.updates.isPending(updateId),
    confirmed: async (updateId, timeoutMs = 5_000) => {
      await world.events.waitFor(() => (world.updates.isPending(updateId) ? null : true), {
        what: `the bot to confirm update ${updateId}`,
        timeoutMs,
      });
    },
    failNext: (method, plan) => world.faults.failNext(method, plan),
    delay: (method, ms) => world.faults.delay(method, ms),
    clearFaults: () => world.faults.clear(),
    menu: ({ chat, user }) =>
      world.menus.shown(
        { id: chat.wire.id, isPrivate: true },
        (user.language_code ?? '').split('-')[0] ?? '',
      ),
  };
}

/** The webhook queue of an update made by hand: that of the chat or the person it names. */
function queueOf(update: { readonly [kind: string]: unknown }): string {
  const [content] = Object.values(update);
  if (!isObject(content)) return 'no chat';
  const { chat, from } = content;
  if (isObject(chat)) return `chat ${chat.id}`;
  return isObject(from) ? `taps of ${from.id}` : 'no chat';
}

function createPerson(world: World, id: number, options: PersonOptions): Person {
  const user: WireUser = {
    id,
    is_bot: false,
    first_name: options.firstName ?? `Person ${id - firstPersonId + 1}`,
    ...(options.username === undefined ? {} : { username: options.username }),
    ...(options.languageCode === undefined ? {} : { language_code: options.languageCode }),
  };
  const { first_name, username } = user;
  const chat = world.chats.open({
    id,
    type: 'private',
    first_name,
    ...(username === undefined ? {} : { username }),
  });
  chat.members.set(id, user);
  chat.known = options.started === true;
  return new Person(world, user, chat);
}
