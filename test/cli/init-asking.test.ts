import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  answerDatabase,
  answerMode,
  answerRedis,
  answerToken,
  type Given,
  type Questioning,
} from '../../src/cli/init/answers.ts';
import type { Asker } from '../../src/cli/init/ask.ts';
import { createOutput } from '../../src/cli/output.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { freePort } from '../helpers/ports.ts';
import { freshDatabase } from '../helpers/postgres.ts';

/** An operator who gives these answers, in order, and sees what is wrong with an answer before giving the next. */
function operator(answers: readonly (string | boolean)[]) {
  const left = [...answers];
  const seen: string[] = [];
  const next = (): string | boolean => {
    const answer = left.shift();
    if (answer === undefined) throw new Error('one question too many');
    return answer;
  };
  const asker: Asker = {
    async text({ message, check, secret, initial }) {
      seen.push(`${secret ? 'hidden' : 'shown'}: ${message}${initial === undefined ? '' : ` [${initial}]`}`);
      for (;;) {
        const answer = String(next());
        const problem = check(answer);
        if (problem === null) return answer;
        seen.push(problem);
      }
    },
    async choose({ message, options, initial }) {
      seen.push(`${message} [${initial}]`);
      const answer = next();
      const option = options.find(({ value }) => value === answer);
      if (!option) throw new Error(`${answer} cannot be chosen`);
      return option.value;
    },
    async agree(message) {
      seen.push(message);
      return next() === true;
    },
    end: () => {},
  };
  return { asker, seen, left };
}

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
});

/** What the questions are asked with, and what is noted and learned meanwhile. */
function asking(
  answers: readonly (string | boolean)[],
  options: { known?: Record<string, string>; given?: Partial<Given> } = {},
) {
  const { asker, seen, left } = operator(answers);
  const learned: string[] = [];
  const stream = {
    write(text: string) {
      seen.push(text.trimEnd());
      return true;
    },
  } as unknown as NodeJS.WritableStream;
  const questioning: Questioning = {
    given: { ngrokApi: 'http://127.0.0.1:1', ...options.given },
    known: new Map(Object.entries(options.known ?? {})),
    asker,
    telegramApi: sandbox.url,
    listenPort: 8443,
    learn: (secret) => learned.push(secret),
    out: createOutput({ stdout: stream, stderr: stream, env: {}, hide: (text) => text }),
  };
  return { questioning, seen, left, learned };
}

const stranger = '1234567:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';

describe('the token', () => {
  test('is asked for, hidden, until Telegram knows it', async () => {
    const { questioning, seen, left, learned } = asking(['nonsense', stranger, sandbox.token]);
    expect(await answerToken(questioning)).toEqual({ token: sandbox.token, username: 'spndr_sandbox_bot' });
    expect(left).toEqual([]);
    expect(seen).toEqual([
      'hidden: The token that @BotFather gave you',
      expect.stringMatching(/^SPNDR_BOT_TOKEN is not a bot token; /),
      'asking Telegram',
      expect.stringMatching(/^Telegram refuses the bot token/),
      'hidden: The token that @BotFather gave you',
      'asking Telegram',
      'the bot is @spndr_sandbox_bot',
    ]);
    expect(learned).toEqual([stranger, sandbox.token]);
  });

  test('that is set already is kept, or replaced', async () => {
    const known = { SPNDR_BOT_TOKEN: sandbox.token };
    const kept = asking([true], { known });
    expect((await answerToken(kept.questioning)).token).toBe(sandbox.token);
    expect(kept.seen.at(-1)).toBe('Keep @spndr_sandbox_bot?');
    const replaced = asking([false, sandbox.token, true], { known });
    expect((await answerToken(replaced.questioning)).token).toBe(sandbox.token);
    expect(replaced.seen).toContain('hidden: The token that @BotFather gave you');
    expect(replaced.left).toEqual([]);
  });
});

test('a database that does not answer is asked for again', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const wrong = `postgres://me:a-password@127.0.0.1:${await freePort()}/spndr`;
  const { questioning, seen, learned } = asking(['external', 'localhost', wrong, database.url]);
  expect(await answerDatabase(questioning)).toBe(database.url);
  expect(seen).toEqual([
    'Where should the ledger be kept? [embedded]',
    'hidden: Its address, like postgres://user:password@host:5432/spndr',
    expect.stringMatching(/^DATABASE_URL is not a postgres:/),
    expect.stringMatching(/^trying 127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^the database cannot be reached/),
    expect.stringMatching(/^hidden: /),
    expect.stringMatching(/^trying 127\.0\.0\.1:\d+$/),
  ]);
  expect(learned).toContain('a-password');
});

test('what is set already is not kept where it is wrong', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const known = { DATABASE_URL: 'postgres://me:a%b@localhost/spndr' };
  const { questioning, seen } = asking(['external', '', database.url], { known });
  expect(await answerDatabase(questioning)).toBe(database.url);
  expect(seen).toContain('DATABASE_URL has a % that begins no %xx; write %25');
});

test('what is set already is what is proposed', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const known = { DATABASE_URL: database.url, SPNDR_WEBHOOK_URL: 'https://bot.example.org/hook' };
  const same = asking(['external', ''], { known });
  expect(await answerDatabase(same.questioning)).toBe(database.url);
  expect(same.seen[1]).toMatch(/; empty keeps the one set already$/);
  expect(await answerDatabase(asking(['embedded'], { known }).questioning)).toBeNull();
  expect(await answerRedis(asking(['postgres'], { known }).questioning)).toBeNull();
  const mode = asking(['webhook', 'https://bot.example.org/other'], { known });
  expect(await answerMode(mode.questioning)).toEqual({
    mode: 'webhook',
    webhookUrl: 'https://bot.example.org/other',
  });
  expect(mode.seen).toEqual([
    'How should updates arrive? [webhook]',
    'shown: The https address at which Telegram reaches this machine [https://bot.example.org/hook]',
  ]);
  expect(await answerMode(asking(['polling'], { known }).questioning)).toEqual({
    mode: 'polling',
    webhookUrl: null,
  });
});
