import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFailure } from '../../../src/daemon/batch/failures.ts';
import { createLogger } from '../../../src/daemon/log/log.ts';
import { Unavailable } from '../../../src/daemon/ports.ts';
import { freshDatabase, type TestDatabase } from '../../helpers/postgres.ts';

const token = '7000000001:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';

/** What is logged of an error, as text and read. */
function logged(error: unknown): { text: string; err: Record<string, unknown> } {
  let text = '';
  const log = createLogger('info', {
    write: (line) => {
      text += line;
    },
  });
  log.error({ trace: 't', err: error }, 'it failed');
  return { text, err: JSON.parse(text).err };
}

it('is JSON lines with level, time and what happened, and nothing of the machine', () => {
  let text = '';
  const log = createLogger('info', {
    write: (line) => {
      text += line;
    },
  });
  log.info({ trace: 't', ms: 3 }, 'committed');
  log.debug('not at this level');
  expect(text.endsWith('\n')).toBe(true);
  expect(JSON.parse(text)).toEqual({
    level: 30,
    time: expect.any(Number),
    trace: 't',
    ms: 3,
    msg: 'committed',
  });
});

it('is silent when told so', () => {
  let text = '';
  const log = createLogger('silent', {
    write: (line) => {
      text += line;
    },
  });
  log.fatal('the end');
  expect(text).toBe('');
});

describe('of an error', () => {
  it('says what it is, where it comes from and what caused it', () => {
    const error = new Unavailable('the buffer cannot be read', {
      cause: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
    });
    expect(logged(error).err).toEqual({
      type: 'Unavailable',
      message: 'the buffer cannot be read',
      at: expect.stringMatching(/^at .*log\.test\.ts/),
      cause: {
        type: 'Error',
        code: 'ECONNREFUSED',
        message: 'connect ECONNREFUSED 127.0.0.1:1',
        at: expect.stringMatching(/^at /),
      },
    });
  });

  it('ends with a chain of causes that does not', () => {
    const error = new Error('circle');
    error.cause = error;
    expect(logged(error).text.match(/circle/g)?.length).toBeLessThanOrEqual(5);
  });

  it('has the causes of an error that stands for several', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:1'), { code: 'ECONNREFUSED' });
    const { err } = logged(new AggregateError([refused, refused], ''));
    expect(err).toMatchObject({ type: 'AggregateError', cause: { code: 'ECONNREFUSED' } });
  });

  it.each(['coffee 12.50', { text: 'coffee' }, 12.5, null])(
    'that is none says nothing of it: %j',
    (thrown) => {
      expect(logged(thrown).text).not.toMatch(/coffee|12\.5/);
    },
  );

  it('does not quote JSON', () => {
    for (const json of ['coffee with somebody', '{"text": coffee}', '{"text":"coffee']) {
      let error: unknown;
      try {
        JSON.parse(json);
      } catch (thrown) {
        error = thrown;
      }
      const { text, err } = logged(new Error('the update failed', { cause: error }));
      expect(text).not.toContain('coffee');
      expect(err).toMatchObject({ cause: { type: 'SyntaxError' } });
    }
  });

  it('does not quote numbers and names that are none', () => {
    const wrongs = [
      () => BigInt(12.5),
      () => BigInt('12.5'),
      () => new Intl.NumberFormat('en', { style: 'currency', currency: 'coffee' }),
      () => new Intl.DateTimeFormat('coffee_'),
    ];
    for (const wrong of wrongs) {
      let error: unknown;
      try {
        wrong();
      } catch (thrown) {
        error = thrown;
      }
      const { text, err } = logged(error);
      expect(text).not.toMatch(/coffee|12\.5/);
      expect(err).toMatchObject({ type: expect.stringMatching(/^(Range|Syntax)Error$/) });
    }
  });

  it.each([
    ['a message', `getaddrinfo ENOTFOUND https://api.telegram.org/bot${token}/getMe`],
    ['a URL', `request to https://example.org/file/bot${token}/x.png failed`],
    ['nothing else', token],
  ])('never has the token, within %s', (_, message) => {
    for (const error of [new Error(message), new Error('failed', { cause: new TypeError(message) })]) {
      const { text } = logged(error);
      expect(text).not.toContain(token);
      expect(text).not.toContain(token.slice(-20));
    }
  });

  it.each([
    'Request cannot be constructed from a URL that includes credentials: http://ann:s3cretpw@127.0.0.1:1/x',
    'getaddrinfo ENOTFOUND redis://:s3cretpw@redis',
    'https://s3cretpw@bot.example and https://ann:s3cret@s3cretpw@bot.example',
  ])('never has a password in an address: %s', (message) => {
    for (const error of [new Error(message), new Error('failed', { cause: new TypeError(message) })])
      expect(logged(error).text).not.toMatch(/s3cret/);
  });

  it('has addresses without a password as they are', () => {
    const message = 'Cannot find package of file:///opt/spndr/node_modules/@scope/name at http://127.0.0.1:1';
    expect(logged(new Error(message)).err).toMatchObject({ message });
  });
});

describe('of an error of Postgres', () => {
  let fresh: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    fresh = await freshDatabase();
    pool = new pg.Pool({ connectionString: fresh.url, application_name: 'test', max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await fresh.drop();
  });

  it.each([
    ['a wrong value', "select 'coffee'::int", '22P02'],
    [
      'a row that a CHECK refuses',
      "insert into account (email, password_hash, locale, currency, time_zone) values ('coffee@x', '-', 'en', 'coffee', 'UTC')",
      '23514',
    ],
    [
      'a key that is taken',
      "insert into unreachable_chat values (1, 2, 'coffee'), (1, 2, 'coffee')",
      '23505',
    ],
    [
      'what a trigger says',
      "do $$ begin raise exception 'coffee' using detail = 'coffee', hint = 'coffee'; end $$",
      'P0001',
    ],
    ['words that look like a stack', "select E'milk\n    at coffee (bar:1:1)\n    at coffee'::int", '22P02'],
    ['a query that is none', 'select coffee from', '42601'],
    ['a table that is none', 'select * from coffee', '42P01'],
  ])('has the state, never the words: %s', async (_, sql, code) => {
    const error = await pool.query(sql).catch((thrown: unknown) => thrown);
    expect(describeFailure(error)).not.toContain('coffee');
    for (const shown of [logged(error), logged(new Unavailable('no', { cause: error }))]) {
      expect(shown.text).not.toContain('coffee');
      expect(shown.text).toContain(code);
    }
  });

  it('names the constraint', async () => {
    const twice = 'insert into handled_update values (1, 2), (1, 2)';
    const error = await pool.query(twice).catch((thrown: unknown) => thrown);
    expect(logged(error).err).toMatchObject({ code: '23505', constraint: 'handled_update_pkey' });
  });
});
