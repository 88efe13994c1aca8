import { readFileSync } from 'node:fs';
import { conversationFrom } from '../../src/chat/conversation.ts';
import { converse, type Work, type WorkResult } from '../../src/chat/converse.ts';
import { isFileWork } from '../../src/chat/file-work.ts';
import type { Act, Chat, Incoming, Person, UnsupportedKind } from '../../src/chat/incoming.ts';
import type { Renderer } from '../../src/chat/locales/render.ts';
import { type Buttons, type Phrase, phrasesOf, type Reply } from '../../src/chat/reply.ts';
import type { Rules } from '../../src/chat/rules.ts';
import { doFileWork } from '../../src/daemon/files/file-work.ts';
import type { Drawing } from '../../src/daemon/pictures/drawing.ts';
import { putIntoWords } from '../../src/daemon/pictures/words.ts';
import { accountOf } from '../../src/ledger/accounts/accounts.ts';
import { type Database, openDatabase } from '../../src/ledger/storage/database.ts';
import { writeBatch } from '../../src/ledger/updates/batch.ts';
import { loadConversation } from '../../src/ledger/updates/conversations.ts';
import { appendReplies, removeDelivered } from '../../src/ledger/updates/outbox.ts';
import { strictRenderer } from './locales.ts';
import { freshDatabase } from './postgres.ts';
import { legible } from './pseudo.ts';

export const botId = 99;
/** Whom the bot lets in, unless a test overrides it. */
export const rules: Rules = { botName: 'spndr_bot', signUp: 'open', allowed: null, approval: false };
/** When everybody writes, unless a test or its world overrides it. */
export const writtenAt = new Date('2025-03-05T12:00:00Z');

/** What a person sees: an answer as Telegram would show it. */
export interface Shown {
  readonly kind: 'message' | 'edit' | 'note' | 'menu' | 'deletion';
  /** The words and figures of a picture above the text; null: none. */
  readonly picture: Drawing | null;
  /** Plain text as shown; of a menu, its locale; of a deletion, ''. */
  readonly text: string;
  /** The text in Telegram's HTML; '' for notes. */
  readonly html: string;
  readonly messageId: number;
  readonly buttons: readonly (readonly ShownButton[])[];
  /** The name of an attached file; null: none. */
  readonly file: string | null;
}

interface ShownButton {
  readonly label: string;
  readonly data: string;
}

export interface World {
  /** When everybody writes, unless a test overrides it. */
  readonly at: Date;
  readonly database: Database;
  /** The slow work that people's messages needed; its only secrets are the passwords they sent. */
  readonly works: readonly Work[];
  /** The keys of all phrases said so far. */
  readonly said: ReadonlySet<string>;
  /** All replies so far, as handed to delivery. */
  readonly replies: readonly Reply[];
  /** The person with this name; the options count only for the first call. */
  person(name: string, options?: { language?: string | null; firstName?: string }): TestPerson;
  /** Simulates a daemon that ends after the work that `incoming` needs and before its answer. */
  endBeforeAnswer(incoming: Incoming): Promise<void>;
  close(): Promise<void>;
}

export interface TestPerson {
  readonly id: number;
  readonly chatId: number;
  /** Sends text; a leading slash makes it a command, as in Telegram. */
  say(text: string, at?: Date): Promise<readonly Shown[]>;
  /** Sends something other than text; `file NAME` sends that file of test/dialogues/files/. */
  send(what: string): Promise<readonly Shown[]>;
  /** Edits the last message of this person that was no reply. */
  edit(text: string): Promise<readonly Shown[]>;
  /** Replies to spndr's last message in the chat, to the person's own as in `edit`, or to one by its id. */
  reply(to: 'spndr' | 'own' | number, text: string): Promise<readonly Shown[]>;
  /** Taps the latest button with this label in the chat, whoever it was made for. */
  tap(label: string): Promise<readonly Shown[]>;
  tapData(data: string, messageId?: number): Promise<readonly Shown[]>;
  /** What others' actions brought into the chat since the last call. */
  look(): readonly Shown[];
  /** Delivers exactly this. */
  deliver(incoming: Incoming): Promise<readonly Shown[]>;
  incoming(act: Act): Incoming;
  /** This person in a group. */
  inGroup(name: string): TestPerson;
}

/**
 * A database of its own, and people who write to spndr at the moment `at`. Keeps conversations as the daemon does, and
 * renders answers with `renderer`.
 */
export async function createWorld({
  renderer = strictRenderer(),
  at = writtenAt,
  rules: ruled = {},
}: {
  renderer?: Renderer;
  at?: Date;
  rules?: Partial<Rules>;
} = {}): Promise<World> {
  const fresh = await freshDatabase();
  const { database } = openDatabase(fresh.url, { connections: 4, onIdleError: () => undefined });
  const works: Work[] = [];
  const said = new Set<string>();
  const replies: Reply[] = [];
  const people = new Map<string, TestPerson>();
  /** By chat: everything visible there. */
  const shownIn = new Map<number, Shown[]>();
  /** By chat: what others' actions brought there and nobody has looked at. */
  const unasked = new Map<number, Shown[]>();
  let messageIds = 0;
  let taps = 0;

  async function deliver(incoming: Incoming): Promise<readonly Shown[]> {
    let done: WorkResult | null = null;
    for (;;) {
      const answer = await answerOnce(database, { ...rules, ...ruled }, incoming, done);
      if ('needs' in answer) {
        works.push(answer.needs);
        done = await workOut(database, answer.needs);
        continue;
      }
      replies.push(...answer.replies);
      for (const reply of answer.replies) for (const key of keysOf(reply)) said.add(key);
      const own = answer.replies.filter((reply) => !(reply.do === 'say' && reply.to));
      const shown = own.map((reply) => show(renderer, reply, answer.locale, () => ++messageIds));
      await settle(database, incoming.chat.id, own, shown);
      for (const reply of answer.replies) {
        if (reply.do !== 'say' || !reply.to) continue;
        const { chatId, locale } = reply.to;
        const there = show(renderer, reply, locale, () => ++messageIds);
        unasked.set(chatId, [...(unasked.get(chatId) ?? []), there]);
        shownIn.set(chatId, shownIn.get(chatId) ?? []);
        shownIn.get(chatId)!.push(there);
      }
      return shown;
    }
  }

  function addPerson(person: Person, chat: Chat): TestPerson {
    const seen = shownIn.get(chat.id) ?? [];
    shownIn.set(chat.id, seen);
    let lastWritten = 0;
    const incoming = (act: Act, moment = at): Incoming => {
      const messageId = act.kind === 'edit' ? lastWritten : ++messageIds;
      if (!('replyTo' in act) || act.replyTo === null) lastWritten = messageId;
      return { chat, topicId: null, person, messageId, at: moment, act };
    };
    const receive = async (given: Incoming) => {
      const shown = await deliver(given);
      seen.push(...shown);
      return shown;
    };
    return {
      id: person.id,
      chatId: chat.id,
      incoming,
      deliver: receive,
      say: (text, moment) => receive(incoming(actOf(text), moment)),
      send: (what) => receive(incoming(contentOf(what))),
      edit: (text) => receive(incoming({ kind: 'edit', text })),
      reply: (to, text) => {
        const spndrs = seen.findLast(({ kind }) => kind === 'message' || kind === 'edit')?.messageId ?? 0;
        const replyTo = to === 'spndr' ? spndrs : to === 'own' ? lastWritten : to;
        const isForUs = chat.kind === 'group' && seen.some(({ messageId }) => messageId === replyTo);
        return receive({ ...incoming({ ...actOf(text), replyTo }), ...(isForUs && { isForUs }) });
      },
      tap(label) {
        // as in a messenger, an edited message has only its latest buttons
        const now = new Map(seen.map((shown) => [shown.messageId, shown]));
        const tappable = [...now.values()].flatMap(({ messageId, buttons }) =>
          buttons.flat().map((button) => ({ ...button, messageId })),
        );
        const button = tappable.findLast((candidate) => legible(candidate.label) === label);
        if (!button) throw new Error(`nobody was shown a button "${label}"`);
        return this.tapData(button.data, button.messageId);
      },
      tapData: (data, messageId = 1) =>
        receive({
          chat,
          topicId: null,
          person,
          messageId,
          at,
          act: { kind: 'button', data, tapId: `tap-${++taps}` },
        }),
      look: () => {
        const came = unasked.get(chat.id) ?? [];
        unasked.delete(chat.id);
        return came;
      },
      inGroup: (name) => group(person, name),
    };
  }

  function group(person: Person, name: string): TestPerson {
    const key = `${person.id}@${name}`;
    const known = people.get(key) ?? addPerson(person, { id: -groupId(name), kind: 'group' });
    people.set(key, known);
    return known;
  }

  return {
    at,
    database,
    works,
    said,
    replies,
    person(name, { language = 'en', firstName = capitalised(name) } = {}) {
      const id = 1_000 + people.size;
      const known = people.get(name) ?? addPerson({ id, firstName, language }, { id, kind: 'private' });
      people.set(name, known);
      return known;
    },
    async endBeforeAnswer(incoming) {
      const answer = await answerOnce(database, { ...rules, ...ruled }, incoming, null);
      if (!('needs' in answer)) throw new Error('it asks for no work');
      await workOut(database, answer.needs);
    },
    async close() {
      await database.destroy();
      await fresh.drop();
    },
  };
}

/** Signs a person up with an address and a password. */
export async function signUp(person: TestPerson, email: string, password = 'correct horse'): Promise<void> {
  for (const text of ['hi', 'y', '2', email, password]) await person.say(text);
}

/** Says one text after the other; fulfils with the answer to the last. */
export async function sayAll(person: TestPerson, ...texts: readonly string[]): Promise<string> {
  let last = '';
  for (const text of texts) last = textOf(await person.say(text));
  return last;
}

/** Everything shown, as text: messages separated by blank lines, buttons in brackets. */
export function textOf(shown: readonly Shown[]): string {
  return shown.map(({ text, buttons }) => [text, ...buttons.map(rowOf)].join('\n')).join('\n\n');
}

/** A row of buttons as `[Yes] [No]`. */
export function rowOf(row: readonly ShownButton[]): string {
  return row.map(({ label }) => `[${label}]`).join(' ');
}

async function answerOnce(database: Database, ruled: Rules, incoming: Incoming, done: WorkResult | null) {
  return database.transaction().execute(async (ledger) => {
    const key = { chatId: incoming.chat.id, personId: incoming.person.id };
    const answer = await converse(incoming, {
      ledger,
      botId,
      rules: ruled,
      conversation: conversationFrom(await loadConversation(ledger, botId, key), incoming.at),
      account: await accountOf(ledger, botId, incoming.person.id),
      now: incoming.at,
      done,
    });
    if ('conversation' in answer && answer.conversation)
      await writeBatch(ledger, botId, {
        handled: [],
        conversations: [{ ...key, ...answer.conversation }],
        replies: [],
        claim: null,
      });
    return answer;
  });
}

/**
 * Does what the daemon does on delivery: goes through the outbox, so that the purchases a message shows are noted.
 * Replies that show none would leave nothing there.
 */
async function settle(
  database: Database,
  chatId: number,
  replies: readonly Reply[],
  shown: readonly Shown[],
): Promise<void> {
  const about = replies.map((reply) => ('about' in reply ? (reply.about ?? []) : []));
  if (about.every((ids) => ids.length === 0)) return;
  await database.transaction().execute(async (ledger) => {
    const common = { chatId, personId: 0, reply: {}, locale: 'en', trace: 'test', receivedAt: writtenAt };
    await appendReplies(
      ledger,
      botId,
      about.map((ids) => ({ ...common, about: ids })),
    );
    const rows = await ledger
      .selectFrom('outbox')
      .select('id')
      .where('chat_id', '=', BigInt(chatId))
      .orderBy('id')
      .execute();
    const delivered = rows.map(({ id }, index) => ({ id, messageId: shown[index]?.messageId || null }));
    await removeDelivered(ledger, delivered);
  });
}

async function workOut(database: Database, work: Work): Promise<WorkResult> {
  if (isFileWork(work)) return doFileWork(database, copyFile, work);
  if (work.kind === 'hash-password') return { kind: work.kind, hash: `hash of ${work.password}` };
  const original = work.hash === `original:hash of ${work.password}`;
  const matches = original || work.hash === `hash of ${work.password}`;
  return {
    kind: work.kind,
    hash: work.hash,
    matches,
    rehashed: original ? `hash of ${work.password}` : null,
  };
}

/** A reply as a person sees it; `newMessageId` gives the id of its message. */
export function show(renderer: Renderer, reply: Reply, locale: string, newMessageId: () => number): Shown {
  if (reply.do === 'answer') {
    const text = reply.note ? renderer.plain(reply.note, locale) : '';
    return { kind: 'note', picture: null, text, html: '', messageId: 0, buttons: [], file: null };
  }
  if (reply.do === 'delete') {
    const { messageId } = reply;
    return { kind: 'deletion', picture: null, text: '', html: '', messageId, buttons: [], file: null };
  }
  if (reply.do === 'menu')
    return { kind: 'menu', picture: null, text: locale, html: '', messageId: 0, buttons: [], file: null };
  const html = renderer.html(reply.text, locale);
  const text = reply.text.map((phrase) => renderer.plain(phrase, locale)).join('\n');
  if (reply.picture && text.length > 1_024) throw new Error(`too long to stand below a picture: ${text}`);
  return {
    kind: reply.do === 'say' ? 'message' : 'edit',
    picture: reply.picture ? putIntoWords(reply.picture, renderer, locale) : null,
    text,
    html,
    messageId: reply.do === 'say' ? newMessageId() : reply.messageId,
    buttons: showButtons(renderer, reply.buttons ?? [], locale),
    file: reply.file?.name ?? null,
  };
}

function keysOf(reply: Reply): readonly string[] {
  if (reply.do === 'menu' || reply.do === 'delete') return [];
  const phrases =
    reply.do === 'answer'
      ? [reply.note ?? []].flat()
      : [
          ...reply.text,
          ...(reply.buttons ?? []).flat().map(({ label }) => label),
          ...(reply.picture ? [reply.picture, ...reply.picture.charts].map(({ title }) => title) : []),
        ];
  const keysIn = ({ key, args }: Phrase): string[] => [
    key,
    ...Object.values(args ?? {}).flatMap((argument) => phrasesOf(argument).flatMap(keysIn)),
  ];
  return phrases.flatMap(keysIn);
}

function showButtons(renderer: Renderer, buttons: Buttons, locale: string): Shown['buttons'] {
  return buttons.map((row) =>
    row.map(({ label, data }) => {
      if (Buffer.byteLength(data) > 64) throw new Error(`button data over 64 bytes: ${data}`);
      return { label: renderer.plain(label, locale), data };
    }),
  );
}

/** Files that people send are identified by their names. */
async function copyFile(name: string, write: (bytes: Uint8Array) => Promise<void>): Promise<null> {
  await write(readFileSync(new URL(`../dialogues/files/${name}`, import.meta.url)));
  return null;
}

/** A message other than text; a location is in Berlin. */
function contentOf(what: string): Act {
  if (what.startsWith('file')) {
    const name = what.slice('file '.length) || 'a.txt';
    return { kind: 'file', id: name, name, size: 1_000 };
  }
  if (what === 'location') return { kind: 'location', latitude: 52.52, longitude: 13.4 };
  return { kind: 'unsupported', what: what as UnsupportedKind };
}

function actOf(text: string): Extract<Act, { replyTo: unknown }> {
  const command = /^\s*\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text);
  if (!command) return { kind: 'text', text, replyTo: null };
  const [, name = '', argument = ''] = command;
  return { kind: 'command', name: name.toLowerCase(), argument: argument.trim(), replyTo: null };
}

function groupId(name: string): number {
  return 1_000_000 + [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
