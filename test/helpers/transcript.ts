import { dayAt } from '../../src/ledger/day.ts';

/**
 * Transcripts (`*.chat`): what people do and what they see, line by line.
 *
 *     # a comment
 *     > hi                     Text or a command, sent in the person's private chat.
 *     < Hi! Sign up? (y/n)     A line of the answer; a message of two lines takes two lines.
 *     < (picture)              The first line of a message with a picture above its text.
 *     < [Yes] [No]             A row of its buttons.
 *     >> tap Yes               Taps the latest button with this label in the chat (in a group, whoever it is for).
 *     >> send sticker          Sends something other than text: one of `UnsupportedKind`, or `file`.
 *     >> photo 12.50 lunch     Sends a picture with this caption.
 *     >> send file bank.csv    Sends that file of test/dialogues/files/.
 *     < (file spndr.csv)       A file attached to the answer, above its text.
 *     >> edit hello            Edits the person's last message (other than a reply).
 *     >> reply #food           Replies to the message that spndr sent or changed last.
 *     >> look                  Looks at what others' actions have brought since the last time.
 *     >> answer #food          Replies to the person's own last message (other than a reply).
 *     <! Settled.              The note that answers a tap.
 *     <~ Sign up? (y/n)        A line (picture, row of buttons) of an edited message, given in full as it reads now.
 *     ann> hi                  Another person, named before the > or <; by default `me`. Their first name is the same
 *                              with a capital: Ann, Me.
 *     ann@club> /show          The same person in a group.
 *     ann speaks de in Europe/Berlin
 *                              The language in which Ann is answered from here on, and her time zone. Before her first
 *                              line, it is also the language that Telegram reports. By default English and UTC.
 *
 * In what people write, `⏎` is a line break and `{code}` the code of the last `https://t.me/{bot}?start={code}` seen.
 * In answers and button labels, in the person's language:
 *
 *     {today} {yesterday} {-2}        a day; {-2} is the day before yesterday
 *     {-2..1}                         the days from then to tomorrow
 *     {time} {days}                   any time of day after a day; the days left in a budget
 *     {month} {month -1}              this month, the last one; also week, year
 *     {month so far}                  as much of the last month as has passed of this one; also week, year
 *     {month ago}                     the same date of the last month; also year
 *     {month of -1}                   the month of yesterday
 *     {year of month -1}              the year of the last month
 *
 * Blank lines are ignored.
 */
export interface Step {
  /** Line number in the file, from 1. */
  readonly line: number;
  readonly person: string;
  /** The group's name; null: a private chat. */
  readonly group: string | null;
  readonly speaks: Tongue;
  readonly does: Deed;
  /** Everything seen in answer, in order. */
  readonly sees: readonly Seen[];
}

/** A BCP 47 tag and an IANA name. */
export interface Tongue {
  readonly language: string;
  readonly timeZone: string;
}

export type Deed =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'tap'; readonly label: string }
  | { readonly kind: 'send'; readonly what: string }
  | { readonly kind: 'photo'; readonly text: string }
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'look' }
  | { readonly kind: 'reply'; readonly to: 'spndr' | 'own'; readonly text: string };

/** The line that represents a picture. */
export const pictureLine = '(picture)';

export interface Seen {
  readonly kind: 'message' | 'edit' | 'note';
  /** One line as shown, without markup; a row of buttons as `[Yes] [No]`. */
  readonly line: string;
}

const form = /^(?:(?<person>[a-z]+)(?:@(?<group>[a-z]+))?)?(?<mark>>>|>|<!|<~|<) ?(?<rest>.*)$/;
const tongue = /^(?<person>[a-z]+) speaks (?<language>[A-Za-z-]+) in (?<timeZone>[A-Za-z_/]+)$/;
const english: Tongue = { language: 'en', timeZone: 'UTC' };
const seenBy = { '<': 'message', '<~': 'edit', '<!': 'note' } as const;

/** Reads a transcript. Throws, with the line number, on an invalid line. */
export function parse(text: string): readonly Step[] {
  const steps: (Step & { sees: Seen[] })[] = [];
  const tongues = new Map<string, Tongue>();
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '' || content.startsWith('#')) continue;
    const line = index + 1;
    const spoken = tongue.exec(content)?.groups;
    if (spoken) {
      const { language = '', timeZone = '' } = spoken;
      tongues.set(spoken.person ?? '', { language, timeZone });
      continue;
    }
    const { person = 'me', group = null, mark = '', rest = '' } = form.exec(content)?.groups ?? {};
    if (mark === '>' || mark === '>>') {
      const words = rest.replaceAll('⏎', '\n');
      const does: Deed = mark === '>' ? { kind: 'say', text: words } : readDeed(words, line);
      const speaks = tongues.get(person) ?? english;
      steps.push({ line, person, group, speaks, does, sees: [] });
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
  if (verb === 'photo') return { kind: 'photo', text: rest };
  if (verb === 'edit') return { kind: 'edit', text: rest };
  if (verb === 'look' && words.length === 0) return { kind: 'look' };
  if (verb === 'reply') return { kind: 'reply', to: 'spndr', text: rest };
  if (verb === 'answer') return { kind: 'reply', to: 'own', text: rest };
  throw new Error(`line ${line}: a person can tap, send, photo, edit, look, reply or answer, not "${verb}"`);
}

/** Everything expected in answer to a step played at this moment. */
export function seenAt({ sees, speaks }: Step, now: Date): readonly Seen[] {
  return sees.map(({ kind, line }) => ({ kind, line: datedAt(line, speaks, now) }));
}

/** The action of a step played at this moment; `code`: the last one seen. */
export function deedAt({ does, speaks }: Step, now: Date, code = ''): Deed {
  if (does.kind === 'say') return { ...does, text: does.text.replaceAll('{code}', code) };
  return does.kind === 'tap' ? { kind: 'tap', label: datedAt(does.label, speaks, now) } : does;
}

const dayLong = 86_400_000;

/** A line with the days and periods in braces filled in. */
function datedAt(line: string, { language, timeZone }: Tongue, now: Date): string {
  const today = Date.parse(`${dayAt(now, timeZone)}T00:00:00Z`);
  const { span, named, soFar } = datesIn(language);
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
    .replaceAll(/\{year of month (-?\d+)\}/g, (_, by: string) =>
      named('year', unitAround(today, 'month', Number(by))[0]),
    )
    .replaceAll(/\{month of (-?\d+)\}/g, (_, days: string) => named('month', today + Number(days) * dayLong))
    .replaceAll(/\{(month|year) ago\}/g, (_, unit: Unit) => span(ago(today, unit), ago(today, unit)))
    .replaceAll(/\{(week|month|year) so far\}/g, (_, unit: Unit) => soFar(today, unit));
}

type Unit = 'week' | 'month' | 'year';

/** First and last day of the week (from Sunday), month or year that is `by` units after that of `day`. */
function unitAround(day: number, unit: Unit, by: number): readonly [number, number] {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === 'month') return [Date.UTC(year, month + by, 1), Date.UTC(year, month + by + 1, 0)];
  if (unit === 'year') return [Date.UTC(year + by, 0, 1), Date.UTC(year + by, 11, 31)];
  const sunday = day - (date.getUTCDay() - 7 * by) * dayLong;
  return [sunday, sunday + 6 * dayLong];
}

/** The same day one week, month or year before, or the month's last day if it has no such day. */
function ago(today: number, unit: Unit): number {
  if (unit === 'week') return today - 7 * dayLong;
  const date = new Date(today);
  const month = date.getUTCMonth() - (unit === 'month' ? 1 : 12);
  const [first, last] = unitAround(Date.UTC(date.getUTCFullYear(), month, 1), 'month', 0);
  return Math.min(first + (date.getUTCDate() - 1) * dayLong, last);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Cached, as making one takes longer than all its formatting. */
function formatFor(language: string, manner: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(manner)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...manner, timeZone: 'UTC' });
  formats.set(key, known);
  return known;
}

/** Formats days and periods in a language. */
function datesIn(language: string) {
  const format = (manner: Intl.DateTimeFormatOptions) => formatFor(language, manner);
  const span = (from: number, to: number) => format({ dateStyle: 'medium' }).formatRange(from, to);
  const named = (unit: Unit, day: number) =>
    format(unit === 'year' ? { year: 'numeric' } : { year: 'numeric', month: 'long' }).format(day);

  function soFar(today: number, unit: Unit): string {
    const [before, end] = unitAround(today, unit, -1);
    const isOver = today === unitAround(today, unit, 0)[1];
    const reached = isOver ? end : ago(today, unit);
    if (unit === 'week') return span(before, reached);
    if (reached === end) return named(unit, before);
    const isMonthsEnd = reached === unitAround(reached, 'month', 0)[1];
    return isMonthsEnd
      ? format({ year: 'numeric', month: 'long' }).formatRange(before, reached)
      : span(before, reached);
  }

  return { span, named, soFar };
}

/** The code in a line with a code link; null: there is none. */
export function codeIn(line: string): string | null {
  return linkForm.exec(line)?.[1] ?? null;
}

const linkForm = /https:\/\/t\.me\/\w+\?start=([\w-]{22})/;

/**
 * A line as seen, with what differs between tests replaced: the time of day after a day by `{time}`, a budget's days
 * left by `{days}`, a code by `{code}`.
 */
export function timeless(line: string): string {
  return line
    .replaceAll(/(?<=\d{4}(?: г\.)?, )\d{1,2}:\d{2}(?:\s[ap]m\b)?/giu, '{time}')
    .replace(linkForm, 'https://t.me/{bot}?start={code}')
    .replace(
      /(?<=^(?:🟢|🟡|🔴).*, (?:noch )?)(?:one day|ein Tag|\d+ (?:days|Tage)|ещё \d+ (?:день|дня|дней))/u,
      '{days}',
    );
}
