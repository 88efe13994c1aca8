/**
 * Transcripts (`*.chat`): what people do and what they see, line by line.
 *
 *     # a comment
 *     > hi                     Text or a command, sent in the person's private chat.
 *     < Hi! Sign up? (y/n)     A line of a message that answers; a message of two lines stands on two lines.
 *     < [Yes] [No]             A row of its buttons.
 *     >> tap Yes               Taps the latest button of this name in the chat (in a group, whoever it is for).
 *     >> send sticker          Sends something that is not text: one of `UnsupportedKind`, or `file`.
 *     >> edit hello            Edits the message that was written last (other than a reply).
 *     >> reply #food           Replies to the message that spndr sent or changed last.
 *     >> answer #food          Replies to the message that was written last (other than a reply).
 *     <! Settled.              The note that a tap is answered with.
 *     <~ Sign up? (y/n)        A line (or row of buttons) of an edited message: all of it as it reads now.
 *     ann> hi                  Another person: who stands before the > or <; `me` where nobody does. Their first
 *                              name is this with a capital: Ann, Me.
 *     ann@club> /show          The same person in a group.
 *
 * `⏎` in what is written is a line break. `{today}` and `{yesterday}` in an answer are days as English shows them, `{time}`
 * is any time of day, `{days}` how long a budget still runs. `{-2}` is the day two days before today, `{-2..1}` the days
 * from then to tomorrow, `{month}` and `{month -1}` this month and the last, so `week` and `year`; `{month so far}` is as
 * much of the last month as has been of this one, so `week` and `year`; `{month ago}` this day of the last month, so
 * `year`; `{month of -1}` the month of yesterday. Blank lines mean nothing. A button is tapped by such a name too.
 */
export interface Step {
  /** Line number in the file, from 1. */
  readonly line: number;
  readonly person: string;
  /** The group's name; null in private. */
  readonly group: string | null;
  readonly does: Deed;
  /** All that is seen in answer, in order. */
  readonly sees: readonly Seen[];
}

export type Deed =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'tap'; readonly label: string }
  | { readonly kind: 'send'; readonly what: string }
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'reply'; readonly to: 'spndr' | 'own'; readonly text: string };

export interface Seen {
  readonly kind: 'message' | 'edit' | 'note';
  /** One line as shown, without markup; a row of buttons as `[Yes] [No]`. */
  readonly line: string;
}

const form = /^(?:(?<person>[a-z]+)(?:@(?<group>[a-z]+))?)?(?<mark>>>|>|<!|<~|<) ?(?<rest>.*)$/;
const seenBy = { '<': 'message', '<~': 'edit', '<!': 'note' } as const;

/** Reads a transcript. Throws, with the line's number, on a line that means nothing. */
export function parse(text: string): readonly Step[] {
  const steps: (Step & { sees: Seen[] })[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '' || content.startsWith('#')) continue;
    const line = index + 1;
    const { person = 'me', group = null, mark = '', rest = '' } = form.exec(content)?.groups ?? {};
    if (mark === '>' || mark === '>>') {
      const words = rest.replaceAll('⏎', '\n');
      const does: Deed = mark === '>' ? { kind: 'say', text: words } : readDeed(words, line);
      steps.push({ line, person, group, does, sees: [] });
    } else if (mark in seenBy) {
      const step = steps.at(-1);
      if (step?.person !== person || step.group !== group) throw new Error(`line ${line}: answers nobody`);
      step.sees.push({ kind: seenBy[mark as keyof typeof seenBy], line: rest });
    } else {
      throw new Error(`line ${line}: neither said nor seen: ${content}`);
    }
  }
  return steps;
}

function readDeed(text: string, line: number): Deed {
  const [verb, ...words] = text.split(' ');
  const rest = words.join(' ');
  if (verb === 'tap') return { kind: 'tap', label: rest };
  if (verb === 'send') return { kind: 'send', what: rest };
  if (verb === 'edit') return { kind: 'edit', text: rest };
  if (verb === 'reply') return { kind: 'reply', to: 'spndr', text: rest };
  if (verb === 'answer') return { kind: 'reply', to: 'own', text: rest };
  throw new Error(`line ${line}: a person can tap, send, edit, reply or answer, not "${verb}"`);
}

/** All that is to be seen in answer to a step that is played at this moment. */
export function seenAt({ sees }: Step, now: Date): readonly Seen[] {
  return sees.map(({ kind, line }) => ({ kind, line: datedAt(line, now) }));
}

/** What is done in a step that is played at this moment. */
export function deedAt({ does }: Step, now: Date): Deed {
  return does.kind === 'tap' ? { kind: 'tap', label: datedAt(does.label, now) } : does;
}

const dayLong = 86_400_000;

/** A line with the days and periods that stand in braces. */
function datedAt(line: string, now: Date): string {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return line
    .replaceAll('{today}', '{0}')
    .replaceAll('{yesterday}', '{-1}')
    .replaceAll(/\{(-?\d+)(?:\.\.(-?\d+))?\}/g, (_, from: string, to = from) =>
      span(today + Number(from) * dayLong, today + Number(to) * dayLong),
    )
    .replaceAll(/\{(week|month|year)(?: (-?\d+))?\}/g, (_, unit: Unit, by = '0') => {
      const [from, to] = unitAround(today, unit, Number(by));
      return unit === 'week' ? span(from, to) : named(unit, from);
    })
    .replaceAll(/\{month of (-?\d+)\}/g, (_, days: string) => named('month', today + Number(days) * dayLong))
    .replaceAll(/\{(month|year) ago\}/g, (_, unit: Unit) => span(ago(today, unit), ago(today, unit)))
    .replaceAll(/\{(week|month|year) so far\}/g, (_, unit: Unit) => soFar(today, unit));
}

type Unit = 'week' | 'month' | 'year';

/** The week (from Sunday), month or year so many before (below zero) or after the one of a day: its first and last day. */
function unitAround(day: number, unit: Unit, by: number): readonly [number, number] {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === 'month') return [Date.UTC(year, month + by, 1), Date.UTC(year, month + by + 1, 0)];
  if (unit === 'year') return [Date.UTC(year + by, 0, 1), Date.UTC(year + by, 11, 31)];
  const sunday = day - (date.getUTCDay() - 7 * by) * dayLong;
  return [sunday, sunday + 6 * dayLong];
}

/** The same day a week, month or year before, or the last one of a month that has no such day. */
function ago(today: number, unit: Unit): number {
  if (unit === 'week') return today - 7 * dayLong;
  const date = new Date(today);
  const month = date.getUTCMonth() - (unit === 'month' ? 1 : 12);
  const [first, last] = unitAround(Date.UTC(date.getUTCFullYear(), month, 1), 'month', 0);
  return Math.min(first + (date.getUTCDate() - 1) * dayLong, last);
}

function soFar(today: number, unit: Unit): string {
  const [before, end] = unitAround(today, unit, -1);
  const isOver = today === unitAround(today, unit, 0)[1];
  const reached = isOver ? end : ago(today, unit);
  return unit !== 'week' && reached === end ? named(unit, before) : span(before, reached);
}

function span(from: number, to: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(from, to);
}

function named(unit: Unit, day: number): string {
  const manner =
    unit === 'year' ? ({ year: 'numeric' } as const) : ({ year: 'numeric', month: 'long' } as const);
  return new Intl.DateTimeFormat('en', { ...manner, timeZone: 'UTC' }).format(day);
}

/** A line as seen, with `{time}` for a time of day and `{days}` for how long a budget still runs. */
export function timeless(line: string): string {
  return line
    .replaceAll(/\b\d{1,2}:\d{2}\s[AP]M\b/gu, '{time}')
    .replace(/(?<=^(?:🟢|🟡|🔴).*, )(?:one day|\d+ days)/u, '{days}');
}
