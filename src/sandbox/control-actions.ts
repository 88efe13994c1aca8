import type { Face } from './face.ts';
import type { Fault } from './faults.ts';
import { isObject, type Upload } from './params.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

/** The caller named something that does not exist. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}

type Body = Readonly<Record<string, unknown>>;
type Action = (world: World, face: Face, body: Body) => unknown;
type Question = (world: World, face: Face, query: URLSearchParams) => unknown;

/** The actions of `POST /control/<name>`; the fields of the body are the parameters of Face and Person. */
export const actions: Readonly<Record<string, Action>> = {
  person: (_, face, body) => {
    const { id, chat } = face.person(body);
    return { id, chatId: chat.wire.id };
  },
  group: (_, face, body) => {
    const ids = Array.isArray(body.people) ? body.people : [];
    const people = ids.map((id) => personOf(face, { person: id }));
    const title = typeof body.title === 'string' ? { title: body.title } : {};
    return { chatId: face.group({ ...title, people }).chat.wire.id };
  },
  say: (_, face, body) => personOf(face, body).say(text(body, 'text')),
  reply: (_, face, body) => personOf(face, body).reply(integer(body, 'message'), text(body, 'text')),
  edit: (_, face, body) => personOf(face, body).edit(integer(body, 'message'), text(body, 'text')),
  tap: (_, face, body) => {
    const person = personOf(face, body);
    const button = text(body, 'button');
    return body.message === undefined ? person.tap(button) : person.tap(integer(body, 'message'), button);
  },
  send: (_, face, body) => personOf(face, body).send(readAttachment(body.attachment)),
  block: (_, face, body) => personOf(face, body).block(),
  unblock: (_, face, body) => personOf(face, body).unblock(),
  'delete-chat': (_, face, body) => personOf(face, body).deleteChat(),
  fail: (_, face, body) =>
    face.failNext(text(body, 'method'), {
      times: body.times === undefined ? 1 : integer(body, 'times'),
      with: body.with as Fault,
    }),
  delay: (_, face, body) => face.delay(text(body, 'method'), integer(body, 'ms')),
  'clear-faults': (_, face) => face.clearFaults(),
  inject: (_, face, body) => ({ updateId: face.inject(isObject(body.update) ? body.update : {}) }),
  redeliver: (_, face, body) => ({
    updateId: face.redeliver(integer(body, 'updateId'), { asNew: body.asNew === true }),
  }),
  /** Waits for the bot to confirm an update. */
  confirmed: async (_, face, body) => face.confirmed(integer(body, 'updateId'), timeoutOf(body)),
  /** Waits until the bot has shown something in the chat after `since`; returns all of that, oldest first. */
  wait: async (world, face, body) => {
    const person = personOf(face, body);
    const since = integer(body, 'since');
    const shown = await world.events.waitFor(
      () => {
        const answers = person.answersSince(since);
        return answers.length > 0 ? answers : null;
      },
      { what: `an answer to ${person.user.first_name}`, timeoutMs: timeoutOf(body) },
    );
    return { sequence: world.chats.sequence, shown };
  },
};

/** The queries of `GET /control/<name>`. */
export const questions: Readonly<Record<string, Question>> = {
  /** Without `since`, the messages as they are; with it, everything shown after that sequence number. */
  messages: (world, face, query) => {
    const { chat } = personOf(face, Object.fromEntries(query));
    const since = query.get('since');
    const shown =
      since === null ? chat.messages : chat.log.filter(({ sequence }) => sequence > Number(since));
    return { sequence: world.chats.sequence, shown };
  },
  calls: (_, face, query) => {
    const method = query.get('method');
    return { calls: face.calls.filter((call) => method === null || call.method === method) };
  },
  state: (world, face) => ({
    sequence: world.chats.sequence,
    pending: face.pendingCount,
    sent: face.sent,
    people: [...face.people.keys()],
    webhook: world.pusher.webhook?.url ?? null,
  }),
};

/**
 * The person named (by default the first, created if need be) in the chat named (by default their private one). Throws
 * a Mistake when either does not exist.
 */
export function personOf(face: Face, { person: given, chat }: Body): Person {
  const [first] = face.people.values();
  const person =
    given === undefined ? (first ?? face.person({ firstName: 'You' })) : face.people.get(Number(given));
  if (!person) throw new Mistake(`there is no person ${String(given)}`);
  if (chat === undefined || Number(chat) === person.chat.wire.id) return person;
  const group = face.chat(Number(chat));
  if (!group) throw new Mistake(`there is no chat ${String(chat)}`);
  return person.in(group);
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new Error(`"${name}" must be a string`);
  return value;
}

function integer(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new Error(`"${name}" must be an integer`);
  return value;
}

const timeoutOf = (body: Body) => (body.timeoutMs === undefined ? 10_000 : integer(body, 'timeoutMs'));

/** Reads an attachment. A photo or document is `{ name, type, base64 }`; other kinds are Telegram's own objects. */
function readAttachment(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Error('"attachment" must be an object');
  return Object.fromEntries(
    Object.entries(value).map(([kind, content]) => [
      kind,
      (kind === 'photo' || kind === 'document') && isObject(content) ? readUpload(content) : content,
    ]),
  );
}

function readUpload(content: Body): Upload {
  return {
    name: text(content, 'name'),
    type: text(content, 'type'),
    bytes: Buffer.from(text(content, 'base64'), 'base64'),
  };
}
