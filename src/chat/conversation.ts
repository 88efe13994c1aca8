import { z } from 'zod';

/**
 * What spndr and one person in one chat are in the middle of. `step` grows by one with every change of state; a
 * button carries the step it was made for, so that a stale tap changes nothing.
 */
export interface Conversation {
  readonly state: State;
  readonly step: number;
}

const idle = z.object({ at: z.literal('idle') });

// A state is kept as JSON: money travels as the decimal digits of its minor units. No password is ever part of it.
const item = z.string();
const currency = z.string().regex(/^[A-Z]{3}$/);
const price = z.object({ minor: z.string().regex(/^\d{1,16}$/), currency });
const vendor = z.string().nullable();
const email = z.string();
/** Names that were offered as buttons. */
const offers = z.array(z.string()).default([]);
const category = z.string();

/** Dialogues that /abort asks about before it leaves them. */
const interruptible = z.discriminatedUnion('at', [
  z.object({ at: z.literal('sign-up-offer') }),
  z.object({ at: z.literal('way-in') }),
  z.object({ at: z.literal('invite-code') }),
  z.object({ at: z.literal('sign-up-email') }),
  z.object({ at: z.literal('sign-up-password'), email }),
  z.object({ at: z.literal('log-in-email') }),
  z.object({ at: z.literal('log-in-password'), email }),
  z.object({ at: z.literal('new-item') }),
  z.object({ at: z.literal('new-price'), item }),
  z.object({ at: z.literal('new-vendor'), item, price, offers }),
  z.object({ at: z.literal('new-category'), item, price, vendor, offers }),
  z.object({ at: z.literal('rename-category'), category }),
  z.object({ at: z.literal('merge-category'), category, offers }),
  z.object({ at: z.literal('confirm-merge'), category, into: category, count: z.number() }),
  /** The message with this id holds an amount without words: `asked` is the number of that question. */
  z.object({ at: z.literal('new-entry-item'), messageId: z.int(), asked: z.int(), words: z.string() }),
]);

/** A file that was looked at: see `FileFound`. */
const found = z.object({
  refused: z.null(),
  format: z.string(),
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  removed: z.number(),
  problems: z.array(z.object({ line: z.number(), problem: z.string(), words: z.string() })),
  problemCount: z.number(),
  isWhole: z.boolean(),
  map: z.string().nullable(),
  examples: z.array(
    z.object({
      day: z.string(),
      item: z.string(),
      kind: z.enum(['expense', 'income', 'refund']),
      minor: z.string(),
      currency,
    }),
  ),
  changeId: z.string().nullable(),
});

const state = z.discriminatedUnion('at', [
  idle,
  ...interruptible.options,
  z.object({ at: z.literal('abort'), open: interruptible }),
  z.object({ at: z.literal('delete') }),
  // what the account held when it was asked; `others`: who else acts for it
  z.object({ at: z.literal('erase'), email, purchases: z.int(), others: z.int() }),
  z.object({ at: z.literal('import-file'), fileId: z.string(), name: z.string(), found }),
  // `currency`: the account's own when it was asked
  z.object({ at: z.literal('first-currency'), currency }),
  z.object({ at: z.literal('set-currency'), currency }),
  // `zones`: those offered by button, IANA names
  z.object({ at: z.literal('set-zone'), zones: z.array(z.string()) }),
  z.object({
    at: z.literal('set-choice'),
    setting: z.enum(['language', 'week', 'numbers', 'theme', 'alerts']),
  }),
  z.object({ at: z.literal('set-digest'), kind: z.enum(['daily', 'weekly', 'monthly']) }),
  z.object({ at: z.literal('set-quiet') }),
  z.object({ at: z.literal('edit-recurring'), id: z.string().regex(/^\d+$/), item }),
  z.object({ at: z.literal('end-recurring'), id: z.string().regex(/^\d+$/), item }),
]);

export type Interruptible = z.infer<typeof interruptible>;

/** Whether there is something to lose in a state, so that /abort asks first. */
export function isInterruptible(state: OpenState): state is Interruptible {
  return interruptible.options.some(({ shape }) => shape.at.value === state.at);
}

/** A state in which a question is open. */
export type OpenState = Exclude<z.infer<typeof state>, { at: 'idle' }>;

/** `lost` is never stored: it is what a stored state reads as that this version does not know. */
export type State = z.infer<typeof state> | { readonly at: 'lost' };

/** The state `At`, with its data. */
export type StateAt<At extends State['at']> = Extract<State, { at: At }>;

/**
 * Reads a conversation as stored; null where none is: one that begins `now` counts on from all that was ever counted in
 * one that was erased. Never throws: an unknown state reads as `lost`.
 */
export function conversationFrom(
  stored: { readonly state: unknown; readonly step: number } | null,
  now: Date,
): Conversation {
  if (stored === null) return { state: { at: 'idle' }, step: Math.floor(now.getTime() / 1_000) % 2 ** 31 };
  const read = state.safeParse(stored.state);
  return { state: read.success ? read.data : { at: 'lost' }, step: stored.step };
}
