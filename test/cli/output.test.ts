import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askSecret, confirm } from '../../src/cli/confirm.ts';
import { createHider } from '../../src/cli/hide.ts';
import { createOutput } from '../../src/cli/output.ts';

class Screen extends PassThrough {
  readonly isTTY: boolean;
  readonly columns: number;
  constructor(isTTY: boolean, columns = 80) {
    super();
    this.columns = columns;
    this.isTTY = isTTY;
  }
  cursorTo() {}
  clearLine() {}
  moveCursor() {}
  /** What was written since the last call. */
  shown(): string {
    return String(this.read() ?? '');
  }
}

function open(options: { terminal: boolean; columns?: number; env?: Record<string, string> }) {
  const stdout = new Screen(options.terminal, options.columns);
  const stderr = new Screen(options.terminal, options.columns);
  const { hide } = createHider();
  const out = createOutput({ stdout, stderr, env: options.env ?? {}, hide });
  return { out, stdout, stderr };
}

const controlSequence = '\u001b[';

describe('output', () => {
  it('is plain lines where there is no terminal: results on stdout, progress on stderr', async () => {
    const { out, stdout, stderr } = open({ terminal: false });
    const result = await out.working(
      'digging',
      async (report) => {
        report('deeper');
        return 2;
      },
      (found) => `found ${found}`,
    );
    out.line(`${result}`);
    await out.table(['a', 'b'], [['1', '2']]);
    expect(stderr.shown()).toBe('digging\ndeeper\nfound 2\n');
    const results = stdout.shown();
    expect(results).toMatch(/^2\n.*a.*b.*1.*2/s);
    expect(results).not.toContain(controlSequence);
  });

  it('spins on a terminal and leaves the line clean', async () => {
    const { out, stderr } = open({ terminal: true });
    await out.working('digging', async (report) => report('deeper'));
    const shown = stderr.shown();
    expect(shown).toContain('digging');
    expect(shown).toContain(`${controlSequence}?25h`);
  });

  it('does not spin on a terminal of no width, where a spinner would never come back', async () => {
    const { out, stderr } = open({ terminal: true, columns: 0 });
    await out.working('digging', async (report) => report('deeper'));
    expect(stderr.shown()).toBe('digging\ndeeper\n');
  });

  it('stops the spinner when the work fails', async () => {
    const { out, stderr } = open({ terminal: true });
    const work = out.working('digging', () => Promise.reject(new Error('rock')));
    await expect(work).rejects.toThrow('rock');
    expect(stderr.shown()).toContain(`${controlSequence}?25h`);
  });

  it.each([
    [{}, true],
    [{ NO_COLOR: '' }, true],
    [{ NO_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
  ])('colours a terminal unless it was asked not to: %o', async (env, coloured) => {
    const { out, stdout } = open({ terminal: true, env });
    await out.table(['head'], [['cell']]);
    expect(stdout.shown().includes(controlSequence)).toBe(coloured);
  });

  it('shows a table that is wider than the terminal row by row', async () => {
    const { out, stdout } = open({ terminal: true, columns: 12, env: { NO_COLOR: '1' } });
    const [head, rows] = [
      ['name', 'size'],
      [
        ['one', '1'],
        ['two', '22'],
      ],
    ] as const;
    await out.table(head, rows);
    expect(stdout.shown()).toBe('name  one\nsize  1\n\nname  two\nsize  22\n');
    const wide = open({ terminal: true, columns: 80, env: { NO_COLOR: '1' } });
    await wide.out.table(head, rows);
    expect(wide.stdout.shown()).toMatch(/│ name │ size │/);
  });

  it('writes JSON with bigints as digits', () => {
    const { out, stdout } = open({ terminal: false });
    out.json({ minor: 12345678901234567890n });
    expect(JSON.parse(stdout.shown())).toEqual({ minor: '12345678901234567890' });
  });
});

describe('secrets', () => {
  it('are hidden wherever they stand', () => {
    const hider = createHider();
    hider.learn('s3cret/value');
    hider.learn(null);
    hider.learn('a');
    expect(hider.hide('a s3cret/value and s3cret%2Fvalue')).toBe('a [hidden] and [hidden]');
    expect(hider.hide('https://api/bot12:ab/getMe')).toBe('https://api/bot[hidden]/getMe');
    expect(hider.hide(`token 12345:${'x'.repeat(35)}!`)).toBe('token [hidden]!');
    expect(hider.hide('at postgres://me:pass%40word@db:5432/x')).toBe('at postgres://me:[hidden]@db:5432/x');
    expect(hider.hide('at redis://:pass@db')).toBe('at redis://:[hidden]@db');
    expect(hider.hide('at 12:30 on https://db:5432/a@b')).toBe('at 12:30 on https://db:5432/a@b');
  });
});

describe('a question', () => {
  async function answer(text: string | null) {
    const input = new PassThrough();
    const output = new Screen(false);
    const answered = confirm('Erase it?', { input, output });
    if (text === null) input.end();
    else input.write(`${text}\n`);
    return { yes: await answered, shown: output.shown() };
  }

  it.each(['y', 'Y', 'yes', 'YES', ' yes '])('is agreed to with %j', async (text) => {
    expect(await answer(text)).toEqual({ yes: true, shown: 'Erase it? [y/N] ' });
  });

  it.each(['', 'n', 'no', 'yep', 'yy', 'erase', null])('is not agreed to with %j', async (text) => {
    expect((await answer(text)).yes).toBe(false);
  });
});

describe('a question for a secret', () => {
  async function answer(text: string | null) {
    const input = new PassThrough();
    const output = new Screen(false);
    const answered = askSecret('The passphrase:', { input, output });
    if (text === null) input.end();
    else input.write(text);
    return { secret: await answered, shown: output.shown() };
  }

  it('does not show it', async () => {
    expect(await answer('correct horse\r')).toEqual({
      secret: 'correct horse',
      shown: 'The passphrase: \n',
    });
  });

  // Ctrl-C, Ctrl-D, Enter, and the end of the input
  it.each(['\u0003', '\u0004', '\r', null])('is left with %j, and nothing is tried then', async (text) => {
    await expect(answer(text)).rejects.toThrow(
      'nothing was typed, so nothing was done; run the command again',
    );
  });
});
