import { createInterface, type Interface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import type { Shown } from './chats.ts';
import type { Person, Said, Tapped } from './people.ts';
import { describeShown, numberedButtons, printable } from './plain.ts';
import type { Sandbox } from './sandbox.ts';
import { textLimit } from './text.ts';

/** A chat in a terminal or through a pipe. */
export interface Talk {
  readonly sandbox: Sandbox;
  readonly person: Person;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** Fulfils when the bot has done everything this update causes; rejects if that does not happen. */
  answered(updateId: number): Promise<void>;
  /** Aborting it ends the chat. */
  readonly signal: AbortSignal;
}

/**
 * Says the lines of the input one by one, each after the answers to the one before, and writes a transcript: `> said`,
 * `< answered` (`<~`: an edited message, `<!`: a note). Fulfils at the end of the input.
 */
export async function writeTranscript(talk: Talk): Promise<void> {
  const { input, output, person, signal } = talk;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const close = () => lines.close();
  signal.addEventListener('abort', close, { once: true });
  const end = tellAnswers(
    talk,
    (text) => output.write(`${text}\n`),
    () => Number.POSITIVE_INFINITY,
  );
  try {
    for await (const line of lines) {
      for (const text of splitText(line)) {
        if (signal.aborted) return;
        output.write(`> ${text}\n`);
        await settled(talk, person.say(text));
      }
    }
  } finally {
    end();
    signal.removeEventListener('abort', close);
    lines.close();
  }
}

/**
 * A prompt to chat at. Answers appear above it as they come. Just the number of a button of the bot's newest message
 * taps that button; anything else is said. Fulfils on Ctrl-C, Ctrl-D or `signal`.
 */
export function chatPrompt(talk: Talk): Promise<void> {
  const { input, output, person, signal } = talk;
  if ('setRawMode' in input) leaveClosedTerminal(input as ReadStream);
  const lines = createInterface({ input, output, prompt: '> ', historySize: 200 });
  const said = new Set<number>();
  const above = (text: string) => writeAbove(lines, output, text);
  // 0: the terminal does not say
  const end = tellAnswers(talk, above, () => output.columns || Number.POSITIVE_INFINITY);
  // What is said on the web page appears here too.
  const endMirror = talk.sandbox.events.on((event) => {
    if (event.kind !== 'shown' || event.shown.chatId !== person.chat.wire.id) return;
    const { from, id, change, text, kind } = event.shown;
    if (from?.id !== person.id || change === 'deleted') return;
    queueMicrotask(() => {
      if (!said.has(id))
        above(`> ${change === 'edited' ? '(edited) ' : ''}${printable(text) || `[${kind}]`}`);
    });
  });
  return new Promise((resolve, reject) => {
    const close = () => lines.close();
    signal.addEventListener('abort', close, { once: true });
    lines.on('SIGINT', close);
    lines.on('close', () => {
      end();
      endMirror();
      signal.removeEventListener('abort', close);
      output.write('\n');
      resolve();
    });
    lines.on('line', (line) => {
      try {
        const button = buttonNamed(person, line.trim());
        if (button) button();
        else for (const text of splitText(line)) said.add(person.say(text).messageId);
      } catch (error) {
        lines.close();
        reject(error);
      }
      lines.prompt();
    });
    lines.prompt();
  });
}

/** Lets readline end although its terminal has closed and can no longer be set back. */
function leaveClosedTerminal(terminal: ReadStream): void {
  const set = terminal.setRawMode.bind(terminal);
  terminal.setRawMode = (isRaw) => {
    try {
      return set(isRaw);
    } catch (error) {
      if (isRaw) throw error;
      return terminal;
    }
  };
}

/** A function that taps the button with this number, if the bot's newest message has one; else null. */
function buttonNamed(person: Person, number: string): (() => Tapped) | null {
  if (!/^[1-9]\d?$/.test(number)) return null;
  const newest = person.chat.messages.findLast(({ from }) => from?.isBot === true);
  const button = newest && numberedButtons(newest)[Number(number) - 1];
  const data = button?.data;
  return newest && data ? () => person.tapData(newest.id, data) : null;
}

/** The messages that an app sends for a typed line: none for white space, several for a very long line. */
function splitText(line: string): string[] {
  const text = line.trim();
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += textLimit) pieces.push(text.slice(at, at + textLimit));
  return pieces;
}

async function settled(talk: Talk, said: Said): Promise<void> {
  if (said.updateId !== null) await talk.answered(said.updateId);
}

/**
 * Writes everything the bot shows in the chat from now on, in lines of at most `columns`. Returns a function that ends
 * that.
 */
function tellAnswers(
  { sandbox, person }: Talk,
  write: (text: string) => void,
  columns: () => number,
): () => void {
  const chatId = person.chat.wire.id;
  const isOurs = (shown: Shown) => shown.chatId === chatId && shown.from?.isBot === true;
  return sandbox.events.on((event) => {
    if (event.kind === 'shown' && isOurs(event.shown)) {
      const { id, sequence } = event.shown;
      const before = person.chat.log.findLast((past) => past.id === id && past.sequence < sequence);
      const place = { url: sandbox.url, columns: columns() };
      for (const line of describeShown(event.shown, before, place)) write(line);
    } else if (event.kind === 'tap-answered' && event.chatId === chatId && event.note !== '') {
      write(`<! ${printable(event.note)}`);
    }
  });
}

/** Writes a line above the prompt and the input typed so far. */
function writeAbove(lines: Interface, output: NodeJS.WritableStream, text: string): void {
  const { rows } = lines.getCursorPos();
  output.write(`${rows > 0 ? `\u001b[${rows}A` : ''}\r\u001b[J${text}\n`);
  lines.prompt(true);
}
