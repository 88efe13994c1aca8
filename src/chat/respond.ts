import type { Command } from './commands/command.ts';
import { nearestTo } from './commands/nearest.ts';
import { enter } from './commands/start.ts';
import type { OpenState } from './conversation.ts';
import { hearFile } from './dialogues/import-file.ts';
import { hearLocation } from './dialogues/set-zone.ts';
import { awaitsSecret, hear, isOffer, takes } from './dialogues/steps.ts';
import { readEmail } from './email.ts';
import { numberedOrder, readOrder } from './entry/orders.ts';
import { awaitWords, entriesAt, hearEditedText, hearFreeText, hearReply, isTalk } from './free-text.ts';
import type { Act, UnsupportedKind } from './incoming.ts';
import { phrase, type Reply, type Text } from './reply.ts';
import { periodIn } from './report/load.ts';
import { aside, finish, idle, isOfSameAlbum, nameOf, type Outcome, type Said, type Turn } from './turn.ts';
import { meaningOf } from './typed.ts';
import { shortAnswer } from './words.ts';

type NotATap = Exclude<Act, { kind: 'button' }>;

/** Answers anything a person did except a tap. */
export function respond(turn: Turn, act: NotATap): Outcome | Promise<Outcome> {
  const { state } = turn;
  return state.at === 'idle' || !isOffer(state) ? respondTo(turn, act) : hearOffer(turn, act, state);
}

/** Answers what may be the answer to an offer, but not if it replies to an entry: "euros" is about that one then. */
async function hearOffer(turn: Turn, act: NotATap, state: OpenState): Promise<Outcome> {
  if (act.kind !== 'text' || !takes(act.text, state, turn)) return besideOffer(turn, act);
  const isAboutEntry = act.replyTo !== null && (await entriesAt(turn, act.replyTo)).length > 0;
  return isAboutEntry ? besideOffer(turn, act) : hear(act.text, state, turn);
}

/** Answers as if nothing were open. The offer stays, unless a question is open now. */
async function besideOffer(turn: Turn, act: NotATap): Promise<Outcome> {
  const outcome = await respondTo({ ...turn, state: idle }, act);
  return 'needs' in outcome || outcome.state.at !== 'idle' ? outcome : { ...outcome, state: turn.state };
}

function respondTo(turn: Turn, act: NotATap): Outcome | Promise<Outcome> {
  const isStranger = turn.account === null && turn.state.at === 'idle';
  const inGroup = turn.incoming.chat.kind === 'group';
  const silence = { silent: true, state: turn.state } as const;
  if (isLatePassword(turn, act)) return withoutTheMessage(finish(phrase('lost-thread')), turn);
  if (act.kind === 'edit') {
    if (isStranger && inGroup) return silence;
    if (awaitsSecret(turn.state)) return hearEditBesideSecret(act.text, turn);
    const answer =
      turn.account === null ? aside(turn, phrase('edit-ignored')) : hearEditedText(act.text, turn);
    return hidingSecret(turn, act, answer);
  }
  if (isStranger) return isTalk(turn) ? silence : hidingSecret(turn, act, greet(turn, act));
  if (act.kind !== 'text' && turn.state.at === 'idle' && isTalk(turn)) return silence;
  switch (act.kind) {
    case 'command':
      return hidingSecret(turn, act, obey(turn, act.name, act.argument));
    case 'text':
      return listen(turn, act.text, act.replyTo);
    case 'location':
      return hearLocation(turn, act);
    case 'file':
      return hearFile(turn, act);
    case 'unsupported':
      return hearUnsupported(turn, act.what);
  }
}

/**
 * Whether words that are not a command were meant for a question about a password that is not open any more, because
 * the person was linked or unlinked meanwhile: they must be neither read as an entry nor left in the chat.
 */
function isLatePassword({ state, conversation, done }: Turn, act: NotATap): boolean {
  if (act.kind !== 'text' || state.at !== 'idle') return false;
  const wasHashed = done?.kind === 'hash-password' || done?.kind === 'verify-password';
  return wasHashed || awaitsSecret(conversation.state);
}

/**
 * Entries follow their message even now. Any other message that was edited may have become a password, unless the address
 * before it was corrected.
 */
async function hearEditBesideSecret(text: string, turn: Turn): Promise<Outcome> {
  const ids = await entriesAt(turn, turn.incoming.messageId);
  if (ids.length > 0) return hearEditedText(text, turn);
  const ignored = aside(turn, phrase('edit-ignored'));
  return readEmail(text).ok ? ignored : withoutTheMessage(ignored, turn);
}

/** Answers a stranger's first words. Passwords are for private chats only. */
function greet(turn: Turn, act: NotATap): Outcome | Promise<Outcome> {
  if (turn.incoming.chat.kind === 'group') return aside(turn, phrase('only-in-private'));
  if (act.kind === 'command' && act.name === 'start' && act.argument !== '') return enter(turn, act.argument);
  const welcome = phrase('welcome', { name: nameOf(turn) });
  return turn.rules.signUp === 'closed'
    ? { notes: [welcome, phrase('sign-up-closed')], state: { at: 'log-in-email' } }
    : { notes: [welcome], state: { at: 'sign-up-offer' } };
}

function obey(turn: Turn, name: string, argument: string): Outcome | Promise<Outcome> {
  const command = commandNamed(turn, name);
  if (!command) return notACommand(turn, name);
  const now = command.reasks?.(turn.state) ? { ...turn, state: idle } : turn;
  return refusal(now, command) ?? command.run(now, argument);
}

function commandNamed({ commands }: Pick<Turn, 'commands'>, name: string): Command | undefined {
  return commands.find((known) => known.name === name || known.aliases?.includes(name));
}

/** Deletes what stands behind such a command as /password, whoever writes or edits it: it may be a password. */
async function hidingSecret(turn: Turn, act: NotATap, answer: Outcome | Promise<Outcome>): Promise<Outcome> {
  const outcome = await answer;
  return holdsSecret(act, turn) && !('needs' in outcome) ? withoutTheMessage(outcome, turn) : outcome;
}

/** Whether this may be a password written behind a command such as /password. */
export function holdsSecret(act: Act, known: Pick<Turn, 'commands'>): boolean {
  const edited =
    act.kind === 'edit' ? /^\s*\/(\w+)(?:@\w+)?\s+\S/.exec(act.text)?.[1]?.toLowerCase() : undefined;
  const name = act.kind === 'command' && act.argument !== '' ? act.name : edited;
  return name !== undefined && commandNamed(known, name)?.secret === true;
}

/** What to answer if a command cannot be used now; null: it can. */
function refusal(turn: Turn, command: Command): Outcome | null {
  const { state, account } = turn;
  if (command.for === 'linked' && account === null) return aside(turn, phrase('needs-account'));
  if (command.when === 'idle' && state.at !== 'idle') return aside(turn, phrase('one-at-a-time'));
  if (command.when === 'open' && state.at === 'idle') return aside(turn, phrase('nothing-open'));
  if (command.private && turn.incoming.chat.kind === 'group') return aside(turn, phrase('private-only'));
  return null;
}

function notACommand(turn: Turn, name: string): Outcome {
  const { state } = turn;
  if (awaitsSecret(state)) return withoutTheMessage(aside(turn, phrase('password-slash')), turn);
  // Only what could be a name is repeated: the rest could be anything.
  const isName = /^\w{1,32}$/.test(name);
  if (!isName) return aside(turn, phrase('not-a-command'));
  const usable = turn.commands.filter((one) => !one.hidden && refusal(turn, one) === null);
  const names = usable.map((one) => one.name);
  const near = nearestTo(name.toLowerCase(), names) ?? argumentNamed(turn, name, names);
  const meant = near === undefined ? [] : [phrase('did-you-mean', { name: near })];
  const files = name.toLowerCase() === 'import' && names.includes('export') ? [phrase('help-files')] : [];
  return aside(turn, phrase('unknown-command', { name }), ...meant, ...files);
}

/** The command that takes as its argument what was written as a command: "settings language", "stats yesterday". */
function argumentNamed(turn: Turn, name: string, names: readonly string[]): string | undefined {
  const setting = meaningOf('setting', name);
  if (setting !== null && names.includes('settings')) return `settings ${setting}`;
  return names.includes('stats') && periodIn(turn, name) !== null ? `stats ${name}` : undefined;
}

/** The commands that do what can be said in reply to an entry. */
const commandFor = { undo: 'undo', redo: 'redo', remove: 'edit' } as const;

async function listen(turn: Turn, text: string, replyTo: number | null): Promise<Outcome> {
  const { state } = turn;
  // "/café" is not a command's name, but was not meant as an entry either.
  const slashed = /^\s*\/([^\s@]*)/.exec(text)?.[1];
  if (slashed !== undefined) return notACommand(turn, slashed);
  const isSecret = awaitsSecret(state);
  if (isSecret && replyTo !== null && (await entriesAt(turn, replyTo)).length > 0)
    // either a password, which must not get into the entry, or about the entry, which must not become the password
    return withoutTheMessage(aside(turn, phrase('one-at-a-time')), turn);
  const mended = replyTo === null || isSecret ? null : await hearReply(text, replyTo, turn);
  if (mended !== null) return mended;
  if (state.at === 'idle') {
    const order = numberedOrder(text);
    if (order !== null) return obey(turn, commandFor[order.kind], order.number);
    return hearFreeText(text, turn, suggestion(text, turn));
  }
  if (!isSecret && meaningOf('leave', shortAnswer(text)) !== null)
    return obey(turn, state.at === 'abort' ? 'quit' : 'abort', '');
  const outcome = await hear(text, state, turn);
  if (!isSecret || 'needs' in outcome) return outcome;
  // "yes" or "no" to the question whether to leave is no password
  const isYesOrNo = state.at === 'abort' && outcome.state !== state;
  return isYesOrNo ? outcome : withoutTheMessage(outcome, turn);
}

/**
 * What to answer to the name of a command without its slash, or to an order such as "delete", which is about an entry;
 * undefined: the text is something else.
 */
function suggestion(text: string, turn: Turn): Text | undefined {
  const order = readOrder(text);
  const word = order.kind === 'amend' || order.kind === 'split' ? shortAnswer(text) : commandFor[order.kind];
  const named = turn.commands.find(({ name, hidden }) => name === word && !hidden);
  if (!named || refusal(turn, named) !== null) return undefined;
  return [phrase('did-you-mean', { name: word }), phrase('how-to-enter')];
}

/**
 * Deletes the person's message, which may be a password, once it was read, and says why. In a group the bot may not be
 * allowed to, so there nothing is said of it.
 */
function withoutTheMessage(said: Said, { incoming }: Turn): Said {
  const messages: Reply[] = [{ do: 'delete', messageId: incoming.messageId }];
  const note = incoming.chat.kind === 'private' ? [phrase('password-deleted')] : [];
  return {
    ...said,
    messages: [...messages, ...(said.messages ?? [])],
    notes: [...note, ...(said.notes ?? [])],
  };
}

/** A caption that is written below a picture later makes it an entry. */
async function hearUnsupported(turn: Turn, what: UnsupportedKind): Promise<Outcome> {
  if (what === 'photo' && turn.account !== null && turn.state.at === 'idle') await awaitWords(turn);
  if (isOfSameAlbum(turn)) return { silent: true, state: turn.state };
  return aside(turn, phrase('unsupported', { kind: what }), ...whatInstead(turn));
}

/** An example of what to send; inside a dialogue the question is repeated instead. */
function whatInstead(turn: Turn) {
  return turn.state.at === 'idle' ? [phrase('how-to-enter')] : [];
}
