import { resultEnd } from './result-end.ts';

/** A command's output: results go to stdout, progress and questions to stderr. Secrets are hidden. */
export interface Output {
  /** Writes one line of the result. */
  line(text: string): void;
  /** Writes the result as indented JSON; a bigint becomes a string of digits. */
  json(value: unknown): void;
  /**
   * Writes a piece of a file that is the result, unchanged; fulfils when it is written. Throws `ReaderLeft` if nobody
   * reads it any more, `Failure` if there is no room.
   */
  write(piece: string | Uint8Array): Promise<void>;
  /**
   * Aborts when nobody reads the result any more, or there is no room for it. A command with other work to do (migrate,
   * import) finishes it, and its output is dropped; one that only shows more and more should end.
   */
  readonly ended: AbortSignal;
  /** Writes the result as a table; on a terminal too narrow for it, each row as lines, one per cell. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): Promise<void>;
  /** `text` in a colour, if results are shown in colour. */
  coloured(colour: Colour, text: string): string;
  /** Clears the screen on a terminal; does nothing elsewhere. */
  page(): void;
  /** Writes one line of progress. */
  note(text: string): void;
  /**
   * Shows that work is going on: a spinner on a terminal, plain lines elsewhere. `report` replaces the text; on
   * success, `done`, if given, makes the final text from the result.
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
 * An `Output` on two streams. `hide` removes secrets from all text except pieces of a file. Colours and spinners need a
 * terminal that is not dumb; colours also that `NO_COLOR` is unset or empty.
 */
export function createOutput(options: {
  stdout: Stream;
  stderr: Stream & NodeJS.WritableStream;
  env: NodeJS.ProcessEnv;
  hide: (text: string) => string;
  /** See `Output.ended`; by default it never aborts. */
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
      // on a terminal of unknown width (0 columns), ora would erase lines for ever
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
        // raw mode would keep the terminal from handling Ctrl-C
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

/** Rows one below the other, each cell on a line after its heading. */
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
