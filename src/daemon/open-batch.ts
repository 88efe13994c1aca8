import { type Conversation, conversationFrom } from '../chat/conversation.ts';
import { type Answer, converse, type Work, type WorkResult } from '../chat/converse.ts';
import type { Incoming } from '../chat/incoming.ts';
import { inTopic, type Reply } from '../chat/reply.ts';
import { type Account, accountOf } from '../ledger/accounts.ts';
import { type BatchEnd, type Foreseen, readBatch, type Speaker, writeBatch } from '../ledger/batch.ts';
import { type ConversationKey, loadConversation, type StoredConversation } from '../ledger/conversations.ts';
import type { Ledger } from '../ledger/database.ts';
import { keepDeadLetter } from '../ledger/dead-letters.ts';
import { uncountAttempt } from '../ledger/handled.ts';
import { lastly } from '../ledger/in-transaction.ts';
import { moveChat } from '../ledger/move-chat.ts';
import type { OutboxInput } from '../ledger/outbox.ts';
import { createTurns } from './beside.ts';
import type { Buffered } from './buffer/buffer.ts';
import { type Batch, type ChatMove, claimMs, type Handover, type OutboxReply } from './ports.ts';
import { aboutConversation, aboutUpdate, sealReply } from './seal.ts';
import type { StoreOptions } from './store.ts';

/** Of how many updates at once it is read beforehand what their answers begin with: as many as a batch answers. */
const readBeforehand = 50;

/** Collects what a batch says and decides, and writes it in one statement at the end. */
export class OpenBatch implements Batch {
  readonly #options: StoreOptions;
  readonly #ledger: Ledger;
  readonly #handled: number[] = [];
  readonly #replies: (OutboxInput & { readonly reply: Reply })[] = [];
  readonly #conversations = new Map<string, Parameters<typeof writeBatch>[2]['conversations'][number]>();
  /** What was read beforehand and still holds. */
  readonly #decoded = new Map<number, Incoming>();
  readonly #stored = new Map<string, StoredConversation | null>();
  readonly #accounts = new Map<number, Account | null>();
  /** By chat and message. */
  readonly #foreseen = new Map<string, Foreseen>();
  readonly #turns = createTurns();
  /** Whether more is said than was claimed. */
  #leavesMore = false;
  #handover: Handover | null = null;
  #claimed: readonly OutboxReply[] = [];

  constructor(options: StoreOptions, ledger: Ledger) {
    this.#options = options;
    this.#ledger = ledger;
  }

  /** Reads what answering these updates begins with, and fulfils with those that were handled before. */
  async look(updates: readonly Buffered[]): Promise<ReadonlySet<number>> {
    if (updates.length === 0) return new Set();
    const people = new Map<string, Speaker>();
    for (const { updateId, payload } of updates.slice(0, readBeforehand)) {
      const incoming = this.#decodeOrNull(payload);
      if (incoming === null) continue;
      this.#decoded.set(updateId, incoming);
      const key = keyOf(incoming);
      if (!people.has(nameOf(key))) people.set(nameOf(key), { ...key, entryId: entryIdOf(incoming) });
    }
    const { handled, standings } = await readBatch(this.#ledger, this.#options.botId, {
      updateIds: updates.map(({ updateId }) => updateId),
      people: [...people.values()],
    });
    for (const standing of standings) {
      this.#stored.set(nameOf(standing), standing.conversation);
      this.#accounts.set(standing.personId, standing.account);
      const entryId = people.get(nameOf(standing))?.entryId;
      if (standing.foreseen) this.#foreseen.set(`${standing.chatId} ${entryId}`, standing.foreseen);
    }
    return handled;
  }

  async answer(update: Buffered, done: WorkResult | null): Promise<Work | null> {
    const incoming = this.#decoded.get(update.updateId) ?? this.#options.decode(update.payload);
    if (incoming && 'newChatId' in incoming) await this.#turns.alone(() => this.#move(incoming));
    else if (incoming) {
      const answer = await this.#converse(update, incoming, done);
      if ('needs' in answer) return answer.needs;
    }
    this.#handled.push(update.updateId);
    return null;
  }

  uncountAttempt(updateId: number): Promise<void> {
    return uncountAttempt(this.#ledger, this.#options.botId, updateId);
  }

  async bury(update: Buffered, attempts: number, error: string): Promise<void> {
    const { botId, seal } = this.#options;
    const { updateId } = update;
    const incoming = this.#decodeOrNull(update.payload);
    const personId = incoming?.person.id ?? null;
    const payload = seal.seal(update.payload, aboutUpdate(botId, updateId));
    await keepDeadLetter(this.#ledger, { botId, updateId, personId, payload, attempts, error });
    this.#handled.push(updateId);
    if (!incoming) return;
    const locale = incoming.person.language ?? 'en';
    this.#say(update, incoming, [{ do: 'say', text: [{ key: 'sorry-failed' }] }], locale);
  }

  async write(): Promise<void> {
    if (this.#handled.length === 0) return;
    const { handover } = this.#options;
    this.#handover = handover?.offer(new Set(this.#replies.map(({ chatId }) => chatId))) ?? null;
    const claim =
      this.#handover && handover ? { daemon: handover.daemon, claimMs, chats: this.#handover.chats } : null;
    const replies = [...this.#replies];
    const written = await lastly(this.#ledger, () => this.#flush(this.#handled, claim));
    this.#claimed = replies.flatMap(({ about: _, personId: __, ...said }, index) => {
      const { id, claimed = false } = written[index] ?? {};
      return id === undefined || !claimed ? [] : { id, ...said, attempts: 1 };
    });
    if (this.#claimed.length < replies.length) this.#leavesMore = true;
  }

  /** Writes what was said and decided so far. */
  async #flush(handled: readonly number[], claim: BatchEnd['claim']): ReturnType<typeof writeBatch> {
    const { botId, seal } = this.#options;
    const conversations = [...this.#conversations.values()].map((conversation) => ({
      ...conversation,
      state: this.#sealState(conversation),
    }));
    this.#conversations.clear();
    const replies = this.#replies
      .splice(0)
      .map((said) => ({ ...said, reply: sealReply(seal, { botId, ...said }) }));
    return writeBatch(this.#ledger, botId, { handled, conversations, replies, claim });
  }

  committed(): void {
    this.#handover?.take(this.#claimed, this.#leavesMore);
  }

  abandoned(): void {
    this.#handover?.cancel();
  }

  async #converse(update: Buffered, incoming: Incoming, done: WorkResult | null): Promise<Answer> {
    const key = keyOf(incoming);
    const stored = this.#conversations.get(nameOf(key)) ?? (await this.#loadConversation(key));
    const conversation = conversationFrom(stored, this.#options.now());
    const begin = async () => {
      const answer = await this.#beginTurn(incoming, conversation, done);
      // before the turn ends: whoever is alone next writes it
      if (!('needs' in answer)) this.#keep(update, incoming, answer);
      return answer;
    };
    if (conversation.state.at === 'erase') return this.#turns.alone(() => this.#erasing(begin));
    return this.#turns.beside(begin);
  }

  async #beginTurn(incoming: Incoming, conversation: Conversation, done: WorkResult | null): Promise<Answer> {
    const { botId, rules, now } = this.#options;
    const foreseen = this.#foreseenFor(incoming);
    const account = await this.#accountOf(incoming.person.id);
    this.#forgetAccount(account);
    return converse(incoming, {
      ledger: this.#ledger,
      botId,
      rules,
      conversation,
      account,
      foreseen,
      now: now(),
      done,
    });
  }

  /** What is erased has to be in the tables: what this very batch said to those of the account, too. */
  async #erasing(begin: () => Promise<Answer>): Promise<Answer> {
    await this.#flushAll();
    return begin();
  }

  /** So has what is moved. It is not known whether replies are, which delivery then finds due in another chat. */
  async #move({ chatId, newChatId }: ChatMove): Promise<void> {
    await this.#flushAll();
    this.#leavesMore = true;
    await moveChat(this.#ledger, this.#options.botId, chatId, newChatId);
  }

  /** Writes all so far, and forgets how conversations stood: that is about to change. */
  async #flushAll(): Promise<void> {
    if (this.#replies.length > 0) this.#leavesMore = true;
    await this.#flush([], null);
    this.#stored.clear();
  }

  async #accountOf(personId: number): Promise<Account | null> {
    const known = this.#accounts.get(personId);
    return known === undefined ? accountOf(this.#ledger, this.#options.botId, personId) : known;
  }

  /** Holds for as long as nobody has acted for the account. */
  #foreseenFor({ chat, person, messageId }: Incoming): Foreseen | null {
    return this.#accounts.has(person.id) ? (this.#foreseen.get(`${chat.id} ${messageId}`) ?? null) : null;
  }

  /** Whoever acts for an account may change it, and let strangers in. */
  #forgetAccount(acting: Account | null): void {
    for (const [personId, account] of this.#accounts)
      if (account === null || account.id === acting?.id) this.#accounts.delete(personId);
  }

  async #loadConversation(key: ConversationKey): Promise<StoredConversation | null> {
    const known = this.#stored.get(nameOf(key));
    const stored =
      known === undefined ? await loadConversation(this.#ledger, this.#options.botId, key) : known;
    return stored && { ...stored, state: this.#openState(stored.state, key.personId) };
  }

  #sealState({ state, personId }: ConversationKey & { state: unknown }): unknown {
    const { seal, botId } = this.#options;
    return seal.seal(JSON.stringify(state), aboutConversation(botId, personId));
  }

  /** Null where it cannot be opened any more: the thread is lost then. */
  #openState(state: unknown, personId: number): unknown {
    if (typeof state !== 'string') return state; // kept by an earlier version
    const text = this.#options.seal.open(state, aboutConversation(this.#options.botId, personId));
    return text === null ? null : JSON.parse(text);
  }

  #keep(update: Buffered, incoming: Incoming, answer: Extract<Answer, { replies: unknown }>): void {
    const key = keyOf(incoming);
    if (answer.conversation) this.#conversations.set(nameOf(key), { ...key, ...answer.conversation });
    else this.#stored.set(nameOf(key), null);
    this.#say(update, incoming, answer.replies, answer.locale);
  }

  #say(update: Buffered, incoming: Incoming, replies: readonly Reply[], locale: string): void {
    const { trace, receivedAt } = update;
    for (const reply of replies) {
      const about = 'about' in reply ? (reply.about ?? []) : [];
      const here = { chatId: incoming.chat.id, personId: incoming.person.id, locale };
      const to =
        reply.do === 'say' && reply.to
          ? { ...reply.to, personId: reply.to.chatId, reply }
          : { ...here, reply: inTopic(reply, incoming.topicId) };
      this.#replies.push({ ...to, trace, receivedAt, about });
    }
  }

  #decodeOrNull(payload: string): Incoming | null {
    try {
      const decoded = this.#options.decode(payload);
      return decoded && 'newChatId' in decoded ? null : decoded;
    } catch {
      return null; // the very reason why the update failed; there is nobody to apologise to
    }
  }
}

function keyOf(incoming: Incoming): ConversationKey {
  return { chatId: incoming.chat.id, personId: incoming.person.id };
}

/** Entries hold a price; few other words hold a number. */
function entryIdOf({ act, messageId }: Incoming): number | null {
  return act.kind === 'text' && /\p{N}/u.test(act.text) ? messageId : null;
}

function nameOf(key: ConversationKey): string {
  return `${key.chatId} ${key.personId}`;
}
