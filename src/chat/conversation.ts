import * as v from 'valibot';

/**
 * The state of the conversation with one person in one chat. `step` grows by one with each change of state; a button
 * carries the step it was made for, so that an outdated tap changes nothing.
 */
export interface Conversation {
  readonly state: State;
  readonly step: number;
  /** The album that the last message was one of; absent: none. Stored in the state. */
  readonly album?: string;
}

const inAlbum = v.object({ album: v.string() });
const idle = v.object({ at: v.literal('idle') });

// A state is stored as JSON, so money is the decimal digits of its minor units. It never holds a password.
const number = v.pipe(v.number(), v.finite());
const integer = v.pipe(v.number(), v.safeInteger());
const id = v.pipe(v.string(), v.regex(/^\d+$/));
const item = v.string();
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
const price = v.object({ minor: v.pipe(v.string(), v.regex(/^\d{1,16}$/)), currency });
const vendor = v.nullable(v.string());
const email = v.string();
/** Names that were offered as buttons. */
const offers = v.optional(v.array(v.string()), []);
const category = v.string();
/** What else was said about a purchase: see `ItemAnswer`. */
const also = v.optional(v.nullable(v.string()), null);

/** Dialogues that /abort leaves only after asking. */
const interruptible = v.variant('at', [
  v.object({ at: v.literal('sign-up-offer') }),
  v.object({ at: v.literal('way-in') }),
  v.object({ at: v.literal('invite-code') }),
  v.object({ at: v.literal('sign-up-email') }),
  v.object({ at: v.literal('sign-up-password'), email }),
  v.object({ at: v.literal('log-in-email') }),
  v.object({ at: v.literal('log-in-password'), email }),
  v.object({ at: v.literal('new-item') }),
  v.object({ at: v.literal('new-price'), item, also }),
  v.object({ at: v.literal('new-vendor'), item, price, also, offers }),
  v.object({ at: v.literal('new-category'), item, price, vendor, also, offers }),
  v.object({ at: v.literal('rename-category'), category }),
  v.object({ at: v.literal('merge-category'), category, offers }),
  // `budgets`: those of the category that go, as the other one has one for the same period, which stays
  v.object({
    at: v.literal('confirm-merge'),
    category,
    into: category,
    count: number,
    budgets: v.optional(
      v.array(v.object({ period: v.picklist(['week', 'month', 'year']), goes: price, stays: price })),
      [],
    ),
  }),
  /** The message with this id has an amount without words; `asked`: number of the question about it. */
  v.object({ at: v.literal('new-entry-item'), messageId: integer, asked: integer, words: v.string() }),
]);

/** What was found in a file: see `FileFound`. */
const found = v.object({
  refused: v.null(),
  format: v.string(),
  added: number,
  changed: number,
  same: number,
  removed: number,
  plans: v.optional(number, 0),
  problems: v.array(v.object({ line: number, problem: v.string(), words: v.string() })),
  problemCount: number,
  isWhole: v.boolean(),
  map: v.nullable(v.string()),
  examples: v.array(
    v.object({
      day: v.string(),
      item: v.string(),
      kind: v.picklist(['expense', 'income', 'refund']),
      minor: v.string(),
      currency,
    }),
  ),
  changeId: v.nullable(v.string()),
});

const state = v.variant('at', [
  idle,
  ...interruptible.options,
  v.object({ at: v.literal('abort'), open: interruptible }),
  v.object({ at: v.literal('delete') }),
  // `purchases`: how many the account had when asked; `others`: how many other people were linked
  v.object({ at: v.literal('erase'), email, purchases: integer, others: integer }),
  v.object({ at: v.literal('import-file'), fileId: v.string(), name: v.string(), found }),
  // `currency`: the account's when asked
  v.object({ at: v.literal('first-currency'), currency }),
  v.object({ at: v.literal('set-currency'), currency }),
  // `zones`: IANA names, offered as buttons
  v.object({ at: v.literal('set-zone'), zones: v.array(v.string()) }),
  v.object({ at: v.literal('set-password'), email }),
  v.object({
    at: v.literal('set-choice'),
    setting: v.picklist(['language', 'week', 'numbers', 'theme', 'alerts']),
  }),
  v.object({ at: v.literal('set-digest'), kind: v.picklist(['daily', 'weekly', 'monthly']) }),
  v.object({ at: v.literal('set-quiet') }),
  v.object({ at: v.literal('edit-recurring'), id, item }),
  v.object({ at: v.literal('end-recurring'), id, item }),
]);

export type Interruptible = v.InferOutput<typeof interruptible>;

/** Whether leaving a state would lose something, so that /abort asks first. */
export function isInterruptible(state: OpenState): state is Interruptible {
  return interruptible.options.some(({ entries }) => entries.at.literal === state.at);
}

/** A state in which a question is open. */
export type OpenState = Exclude<v.InferOutput<typeof state>, { at: 'idle' }>;

/** `lost` is never stored: it stands for a stored state that this version cannot read. */
export type State = v.InferOutput<typeof state> | { readonly at: 'lost' };

/** The state `At`, with its data. */
export type StateAt<At extends State['at']> = Extract<State, { at: At }>;

/**
 * Reads a stored conversation. Null: there is none, so a new one begins; its step starts from the seconds of `now`, to
 * be beyond any step of a conversation that was deleted. Never throws: a state that cannot be read becomes `lost`.
 */
export function conversationFrom(
  stored: { readonly state: unknown; readonly step: number } | null,
  now: Date,
): Conversation {
  if (stored === null) return { state: { at: 'idle' }, step: Math.floor(now.getTime() / 1_000) % 2 ** 31 };
  const read = v.safeParse(state, stored.state);
  const conversation = { state: read.success ? read.output : ({ at: 'lost' } as const), step: stored.step };
  return v.is(inAlbum, stored.state) ? { ...conversation, album: stored.state.album } : conversation;
}
