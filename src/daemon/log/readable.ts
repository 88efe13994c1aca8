import { type DestinationStream, pino } from 'pino';

const [faint, yellow, red] = [90, 33, 31];
const clock = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium' });

/** Turns pino's JSON lines into ones that people read: when, how bad, what happened, and its figures. */
export function readable(terminal: DestinationStream, isColoured: boolean): DestinationStream {
  const colour = (code: number, text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[39m` : text);
  return {
    write(line) {
      const { level, time, msg, ...figures } = JSON.parse(line) as Record<string, unknown>;
      const name = (pino.levels.labels[Number(level)] ?? String(level)).padEnd(5);
      const urgency = Number(level) < 40 ? name : colour(Number(level) < 50 ? yellow : red, name);
      const about = Object.entries(figures).map(([figure, value]) => ` ${figure}=${wordsOf(value)}`);
      const what = `${printable(String(msg ?? ''))}${colour(faint, printable(about.join('')))}`;
      terminal.write(`${colour(faint, clock.format(Number(time)))}  ${urgency}  ${what}\n`);
    },
  };
}

/** An error as one line, with what caused it; anything else as JSON, texts without quotation marks. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('type' in value)) return JSON.stringify(value);
  const { type, code, message, at, cause, ...rest } = value as Record<string, unknown>;
  const others = Object.entries(rest).map(([name, other]) => `${name}=${wordsOf(other)}`);
  const what = [type, code && `(${code})`, message && `“${message}”`, at, ...others]
    .filter(Boolean)
    .join(' ');
  return cause === undefined ? what : `${what}, because of ${wordsOf(cause)}`;
}

/** `text` without control characters, which a terminal would obey. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, ' ');
