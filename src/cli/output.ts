import { resultEnd } from './result-end.ts';

/** Where a command's words go: results to stdout, progress and questions to stderr. Secrets never pass. */
export interface Output {
  /** One line of the result. */
  line(text: string): void;
  /** The result as indented JSON; a bigint becomes a string of digits. */
  json(value: unknown): void;
  /**
   * A piece of a file that is the result, just as it is; fulfils when it is written. Throws `ReaderLeft` where nobody
   * reads it any more, a `Failure` where there is no room.
   */
  write(piece: string | Uint8Array): Promise<void>;
  /**
   * Aborts when nobody reads the result any more, or there is no room for it. What has something to do besides (to
   * migrate, to import) goes on with that, and its words are dropped; what would show more and more ends.
   */
  readonly ended: AbortSignal;
  /** The result as a table; on a terminal too narrow for it each row as lines, a cell on each. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): Promise<void>;
  /** `text` in a colour where the result is shown in colours. */
  coloured(colour: Colour, text: string): string;
  /** Begins a new page: an empty screen on a terminal, nothing elsewhere. */
  page(): void;
  /** One line of progress. */
  note(text: string): void;
  /**
   * Shows that work is going on: a spinner on a terminal, plain lines otherwise. `report` replaces the words; on
   * success they are replaced by what `done` makes of the result, when given.
   */
  working<Result>(
    words: string,
    work: (report: (words: string) => void) => Promise<Result>,
    done?: (result: Result) => string,
  ): Promise<Result>;
}

export type Colour = 'green' | 'yellow' | 'red' | 'grey';

const colourCodes: Readonly<Record<Colour, number>> = { green: 32, yellow: 33, red: 31, grey: 90 };

interface Stream {
  write(text: string | Uint8Array, written?: (error?: Error | null) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * An `Output` on two streams. `hide` takes secrets out of a text and is applied to everything that is written.
 * Colour and spinners need a terminal that is not dumb; colour also that `NO_COLOR` is unset or empty.
 */
export function createOutput(options: {
  stdout: Stream;
  stderr: Stream & NodeJS.WritableStream;
  env: NodeJS.ProcessEnv;
  hide: (text: string) => string;
  /** See `Output.ended`; without it, never. */
  ended?: AbortSignal;
}): Output {
  const { stdout, stderr, env, hide, ended = new AbortController().signal } = options;
  const lively = env.TERM !== 'dumb';
  const coloured = (stream: Stream) => lively && stream.isTTY === true && !env.NO_COLOR;
  const bold = (text: string) => (coloured(stdout) ? `\u001b[1m${text}\u001b[22m` : text);
  const note = (text: string) => stderr.write(`${hide(text)}\n`);

  return {
    line: (text) => stdout.write(`${hide(text)}\n`),
    json: (value) => stdout.write(`${hide(JSON.stringify(value, bigintAsDigits, 2))}\n`),
    note,
    coloured: (colour, text) => (coloured(stdout) ? `\u001b[${colourCodes[colour]}m${text}\u001b[39m` : text),
    page: () => {
      if (lively && stdout.isTTY) stdout.write('\u001b[H\u001b[2J');
    },
    ended,
    async write(piece) {
      ended.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        stdout.write(piece, (error) => (error ? reject(resultEnd(error)) : resolve()));
      });
    },
    async table(head, rows) {
      const { default: Table } = await import('cli-table3');
      const table = new Table({ head: head.map(bold), style: { head: [], border: [] } });
      table.push(...rows.map((row) => [...row]));
      const drawn = table.toString();
      const width = drawn.indexOf('\n');
      const fits = stdout.isTTY !== true || !stdout.columns || width <= stdout.columns;
      stdout.write(`${hide(fits ? drawn : listed(head, rows, bold))}\n`);
    },
    async working(words, work, done) {
      // A terminal that does not know its width (0 columns) would make ora erase lines for ever.
      if (!lively || !stderr.isTTY || stderr.columns === 0) {
        note(words);
        const result = await work(note);
        if (done) note(done(result));
        return result;
      }
      const { default: ora } = await import('ora');
      const spinner = ora({
        text: hide(words),
        stream: stderr,
        color: coloured(stderr) ? 'cyan' : false,
        isEnabled: true,
        // Raw mode would take Ctrl-C away from the terminal.
        discardStdin: false,
      }).start();
      try {
        const result = await work((next) => {
          spinner.text = hide(next);
        });
        if (done) spinner.stopAndPersist({ symbol: '✔', text: hide(done(result)) });
        return result;
      } finally {
        if (spinner.isSpinning) spinner.stop();
      }
    },
  };
}

/** Rows below each other, with the head of each cell before it. */
function listed(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  bold: (text: string) => string,
): string {
  const width = Math.max(...head.map((name) => name.length)) + 2;
  const lineOf = (name: string, cell = '') => `${bold(name.padEnd(width))}${cell}`;
  return rows.map((row) => head.map((name, index) => lineOf(name, row[index])).join('\n')).join('\n\n');
}

function bigintAsDigits(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
