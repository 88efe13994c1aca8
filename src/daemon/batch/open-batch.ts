import { commands } from '../../chat/commands/registry.ts';
import { type Conversation, conversationFrom } from '../../chat/conversation.ts';
import { type Answer, converse, type Work, type WorkResult } from '../../chat/converse.ts';
import { awaitsSecret } from '../../chat/dialogues/steps.ts';
import type { Incoming } from '../../chat/incoming.ts';
import { inTopic, type Reply } from '../../chat/reply.ts';
import { holdsSecret } from '../../chat/respond.ts';
import { type Account, accountOf } from '../../ledger/accounts/accounts.ts';
import type { Ledger } from '../../ledger/storage/database.ts';
import { lastly } from '../../ledger/storage/in-transaction.ts';
import {
  type BatchEnd,
  type Foreseen,
  readBatch,
  type Speaker,
  writeBatch,
} from '../../ledger/updates/batch.ts';
import {
  type ConversationKey,
  loadConversation,
  type StoredConversation,
} from '../../ledger/updates/conversations.ts';
import { keepDeadLetter } from '../../ledger/updates/dead-letters.ts';
import { uncountAttempt } from '../../ledger/updates/handled.ts';
import { moveChat } from '../../ledger/updates/move-chat.ts';
import type { OutboxInput } from '../../ledger/updates/outbox.ts';
import { createTurns } from '../beside.ts';
import type { Buffered } from '../buffer/buffer.ts';
import { type Batch, type ChatMove, claimMs, type Handover, type OutboxReply } from '../ports.ts';
import { aboutConversation, aboutUpdate, sealReply } from '../secrets/seal.ts';
import type { StoreOptions } from '../store.ts';

/** For how many updates at most `look` reads ahead: as many as one batch answers. */
const readBeforehand = 50;

/** Collects a batch's replies and new conversation states, and writes them in one statement at the end. */
export class OpenBatch implements Batch {
  readonly #options: StoreOptions;
  readonly #ledger: Ledger;
  readonly #handled: number[] = [];
  readonly #replies: (OutboxInput & { readonly reply: Reply })[] = [];
  readonly #conversations = new Map<string, Parameters<typeof writeBatch>[2]['conversations'][number]>();
  /** What `look` has read ahead and is still valid: by update id, conversation and person id. */
  readonly #decoded = new Map<number, Incoming>();
  readonly #stored = new Map<string, StoredConversation | null>();
  readonly #accounts = new Map<number, Account | null>();
  /** By chat id and message id. */
  readonly #foreseen = new Map<string, Foreseen>();
  readonly #turns = createTurns();
  /** Whether the batch leaves replies to be delivered that it has not claimed. */
  #leavesMore = false;
  #handover: Handover | null = null;
  #claimed: readonly OutboxReply[] = [];

  constructor(options: StoreOptions, ledger: Ledger) {
    this.#options = options;
    this.#ledger = ledger;
  }

  /** Reads ahead what answering these updates starts from; fulfils with those that were handled before. */
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
    const { messageId } = incoming;
    const deletion: readonly Reply[] = this.#mayBeSecret(incoming) ? [{ do: 'delete', messageId }] : [];
    this.#say(update, incoming, [...deletion, { do: 'say', text: [{ key: 'sorry-failed' }] }], locale);
  }

  /** Whether this may be a password, which must not stay in the chat, from what was read ahead. */
  #mayBeSecret({ act, chat, person }: Incoming): boolean {
    if (holdsSecret(act, { commands })) return true;
    const stored = this.#stored.get(nameOf({ chatId: chat.id, personId: person.id }));
    if (!stored || act.kind !== 'text') return false;
    const state = this.#openState(stored.state, person.id);
    return awaitsSecret(conversationFrom({ ...stored, state }, this.#options.now()).state);
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

  /** Writes the replies and states collected so far. */
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
      // before the turn ends, because the next `alone` turn writes what is kept
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

  /**
   * First writes the batch's own replies: erasing must find in the tables all that was said to the account's people.
   */
  async #erasing(begin: () => Promise<Answer>): Promise<Answer> {
    await this.#flushAll();
    return begin();
  }

  /**
   * Moves a chat, after writing the batch's own replies for the same reason. Earlier replies may move along; delivery
   * must look for them in the new chat, hence `#leavesMore`.
   */
  async #move({ chatId, newChatId }: ChatMove): Promise<void> {
    await this.#flushAll();
    this.#leavesMore = true;
    await moveChat(this.#ledger, this.#options.botId, chatId, newChatId);
  }

  /** Writes everything so far and forgets the conversations read ahead, which are about to change. */
  async #flushAll(): Promise<void> {
    if (this.#replies.length > 0) this.#leavesMore = true;
    await this.#flush([], null);
    this.#stored.clear();
  }

  async #accountOf(personId: number): Promise<Account | null> {
    const known = this.#accounts.get(personId);
    return known === undefined ? accountOf(this.#ledger, this.#options.botId, personId) : known;
  }

  /** Valid only while the account read ahead is: until somebody acts for it in this batch. */
  #foreseenFor({ chat, person, messageId }: Incoming): Foreseen | null {
    return this.#accounts.has(person.id) ? (this.#foreseen.get(`${chat.id} ${messageId}`) ?? null) : null;
  }

  /** Forgets the accounts read ahead that this turn may change: its own, and those of strangers, whom it may link. */
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

  /** Null when it cannot be opened any more: the conversation then starts afresh. */
  #openState(state: unknown, personId: number): unknown {
    if (typeof state !== 'string') return state; // written unsealed by an earlier version
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
      return null; // probably why the update failed; nobody is known to apologise to
    }
  }
}

function keyOf(incoming: Incoming): ConversationKey {
  return { chatId: incoming.chat.id, personId: incoming.person.id };
}

/** The message id if the text may be an entry: those contain a price, and little else contains a number. */
function entryIdOf({ act, messageId }: Incoming): number | null {
  return act.kind === 'text' && /\p{N}/u.test(act.text) ? messageId : null;
}

function nameOf(key: ConversationKey): string {
  return `${key.chatId} ${key.personId}`;
}
