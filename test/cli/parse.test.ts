import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';

const today = ['--today', '2026-03-11'];

async function parsed(args: readonly string[], input?: string): Promise<unknown[]> {
  const { code, stdout, stderr } = await runCli(
    ['parse', '--json', ...today, ...args],
    input === undefined ? {} : { input },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const tea = {
  kind: 'expense',
  amount: '5.00',
  currency: 'EUR',
  item: 'tea',
  vendor: null,
  category: null,
  tags: [],
  date: '2026-03-11',
};

describe('spndr parse --json', () => {
  it('prints what a text says', async () => {
    expect(await parsed(['5 tea'])).toEqual([{ entries: [tea], question: null, problems: [] }]);
    expect(await parsed(['5', 'tea'])).toEqual([{ entries: [tea], question: null, problems: [] }]);
  });

  it('knows the account’s currency, the locale, and the names that are known', async () => {
    const args = ['--currency', 'kwd', '--locale', 'de', '--categories', 'Drinks, Food', '--vendors', 'Lidl'];
    expect(await parsed([...args, '1,250 tea food @ lidl'])).toEqual([
      {
        entries: [{ ...tea, amount: '1.250', currency: 'KWD', vendor: 'Lidl', category: 'Food' }],
        question: null,
        problems: [],
      },
    ]);
  });

  it('prints questions with their choices, and problems with their place, as results', async () => {
    expect(await parsed(['--locale', '', '1.234 tea'])).toEqual([
      { entries: [], question: { about: 'amount', choices: ['1234.00 EUR', '1.23 EUR'] }, problems: [] },
    ]);
    expect(await parsed(['5 tea\nhello'])).toEqual([
      { entries: [tea], question: null, problems: [{ problem: 'no-amount', line: 2, start: 0, end: 5 }] },
    ]);
  });

  it('prints what an entry comes to in another currency by its own rate', async () => {
    expect(await parsed(['18 usd = 16.90 eur taxi, 5 tea'])).toEqual([
      {
        entries: [{ ...tea, amount: '18.00', currency: 'USD', item: 'taxi' }, tea],
        question: null,
        problems: [],
        given: [{ entry: 0, amount: '16.90', currency: 'EUR' }],
      },
    ]);
  });

  it('prints over what time an entry is spread and how often it comes', async () => {
    expect(await parsed(['5 tea over 5 days every friday'])).toEqual([
      {
        entries: [tea],
        question: null,
        problems: [],
        spread: [{ entry: 0, count: 5, unit: 'day' }],
        recurring: [{ entry: 0, every: 'week', on: 5 }],
      },
    ]);
  });

  it('takes a text that starts with a minus', async () => {
    const refund = [{ entries: [{ ...tea, kind: 'refund' }], question: null, problems: [] }];
    expect(await parsed(['-5.00 tea'])).toEqual(refund);
    expect(await parsed(['--', '-5.00 tea'])).toEqual(refund);
  });

  it('reads every line of its input, with and without a dash', async () => {
    const noAmount = { problem: 'no-amount', line: 1, start: 0, end: 5 };
    const expected = [
      { entries: [tea], question: null, problems: [] },
      { entries: [], question: null, problems: [noAmount] },
    ];
    expect(await parsed([], '5 tea\nhello\n')).toEqual(expected);
    expect(await parsed(['-'], '5 tea\nhello\n')).toEqual(expected);
  });
});

describe('spndr parse', () => {
  it('shows a table, the question and the problems in words', async () => {
    const { code, stdout } = await runCli(['parse', ...today, '5 tea @ Lidl #food\nhello']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/expense.*5\.00 EUR.*tea.*Lidl.*food.*2026-03-11/);
    expect(stdout).toContain('line 2: holds no amount; write one such as "12.50 coffee"');
    const more = await runCli([
      'parse',
      ...today,
      '18 usd = 16.90 eur taxi weekly on friday\nrent 900 monthly on the 5th\n5 tea over 1 day',
    ]);
    expect(more.stdout).toMatch(/18\.00 USD = 16\.90 EUR .*2026-03-11, every week on Friday /);
    expect(more.stdout).toMatch(/900\.00 EUR .*2026-03-11, every month on day 5 /);
    expect(more.stdout).toMatch(/5\.00 EUR .*2026-03-11, over 1 day /);
    const question = await runCli(['parse', ...today, '--locale', '', '1.234 tea']);
    expect(question.stdout).toBe('line 1: asks about the amount: 1234.00 EUR or 1.23 EUR\n');
  });

  it.each([
    [['--currency', 'XYZ', '5 tea'], /--currency XYZ is not known; give an ISO 4217 code/],
    [['--today', 'monday', '5 tea'], /--today monday is not a day; give one as YYYY-MM-DD/],
    [['--locale', 'not a tag', '5 tea'], /--locale not a tag is not a language tag; give one such as en/],
    [['--jsn', '5 tea'], /there is no option --jsn; see spndr parse --help/],
  ])('%j is wrong usage', async (args, line) => {
    const { code, stdout, stderr } = await runCli(['parse', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(line);
  });
});
