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
  /** Whether the bot may write first, as if the person had started it; false by default. */
  readonly started?: boolean;
}

export interface GroupOptions {
  /** Negative; a free one by default. */
  readonly id?: number;
  readonly title?: string;
  readonly people: readonly Person[];
}

/** The interface of a sandbox for tests and the demo. */
export interface Face {
  readonly token: string;
  readonly bot: WireUser;
  readonly events: Events;
  readonly people: ReadonlyMap<number, Person>;
  /** The last calls, oldest first. */
  readonly calls: readonly Call[];
  /** How often each method took effect. */
  readonly sent: Readonly<Record<string, number>>;
  /** How many updates the bot has not confirmed yet. */
  readonly pendingCount: number;
  /** Creates a person with a private chat, or returns the one with this `id`. */
  person(options?: PersonOptions): Person;
  group(options: GroupOptions): Group;
  chat(id: number): Chat | undefined;
  /**
   * Queues a hand-made update, given without an id. Returns the id it gets; null when the bot does not accept its kind.
   */
  inject(update: { readonly [kind: string]: unknown }): number | null;
  /**
   * Sends an update again: with the same id, as on a webhook retry, or with `asNew` under a new one, as Telegram does
   * with taps. Returns the id.
   */
  redeliver(updateId: number, options?: { readonly asNew?: boolean }): number;
  isConfirmed(updateId: number): boolean;
  /** Fulfils when the bot has confirmed the update; rejects after `timeoutMs`, 5 s by default. */
  confirmed(updateId: number, timeoutMs?: number): Promise<void>;
  /** Makes the next calls of a method ('*': of any) fail. */
  failNext(method: string, plan: FaultPlan): void;
  /** Delays every later call of a method ('*': of any) by `ms`; 0 ends that. */
  delay(method: string, ms: number): void;
  /** Ends planned faults and delays. */
  clearFaults(): void;
  /** The command menu a person sees in their private chat. */
  menu(person: Person): readonly MenuCommand[];
}

const firstPersonId = 5_100_000_001;
const firstGroupId = -4_100_000_001;

/** The interface of `world` for tests and the demo. */
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

/** The webhook queue of a hand-made update: by the chat or person it names. */
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
