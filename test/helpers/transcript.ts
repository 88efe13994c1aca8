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
 * is any time of day, `{days}` how long a budget still runs. Blank lines mean nothing.
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
  const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
  const today = format.format(now);
  const yesterday = format.format(now.getTime() - 86_400_000);
  return sees.map(({ kind, line }) => ({
    kind,
    line: line.replaceAll('{today}', today).replaceAll('{yesterday}', yesterday),
  }));
}

/** A line as seen, with `{time}` for a time of day and `{days}` for how long a budget still runs. */
export function timeless(line: string): string {
  return line
    .replaceAll(/\b\d{1,2}:\d{2}\s[AP]M\b/gu, '{time}')
    .replace(/(?<=^(?:🟢|🟡|🔴).*, )(?:one day|\d+ days)/u, '{days}');
}
