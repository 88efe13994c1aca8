import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { shippedSpndr } from '../helpers/build.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { openNotifySocket } from '../helpers/notify-socket.ts';
import { freePort } from '../helpers/ports.ts';
import { freshDatabase } from '../helpers/postgres.ts';
import { required } from '../helpers/programs.ts';

async function setUp() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const env = {
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: database.url,
  };
  return { sandbox, env };
}

test('it says when it is ready, feeds the watchdog, says how it fares, and that it stops', async (context) => {
  required(context, 'systemd-notify', 'systemd');
  const { sandbox, env } = await setUp();
  const notify = await openNotifySocket();
  const daemon = spawnDaemon({
    mode: 'polling',
    env: { ...env, NOTIFY_SOCKET: notify.path, WATCHDOG_USEC: '1500000' },
    through: 'export WATCHDOG_PID=$$; exec "$@"',
  });
  await notify.hears(/^READY=1$/);
  await daemon.logged('running'); // said before, but it comes another way
  expect(notify.heard.slice(0, 2)).toEqual(['READY=1', 'STATUS=polling']);
  await notify.hears(/^WATCHDOG=1$/, 2);
  const person = sandbox.person();
  person.say('hi');
  await person.nextAnswer();
  await notify.hears(/^STATUS=polling, [1-9]\d* updates a minute, nothing waits$/);
  expect(await daemon.stop()).toBe(0);
  const stopping = await notify.hears(/^STOPPING=1$/);
  expect(notify.heard.slice(stopping)).toEqual(['STATUS=stopping']);
  expect(daemon.stderr()).toBe('');
});

test('where it can tell nobody it says so once, and runs all the same', async () => {
  const { env } = await setUp();
  const daemon = spawnDaemon({
    mode: 'polling',
    env: { ...env, NOTIFY_SOCKET: '/nowhere', PATH: '/nowhere' },
  });
  await daemon.logged('systemd-notify does not work: systemd is not told how spndr is doing');
  expect(await daemon.stop()).toBe(0);
});

test('a webhook port that is held for it outlives it: who calls meanwhile waits, and is answered by the next', async () => {
  const { sandbox, env } = await setUp();
  const held = holdPort();
  onTestFinished(held.release);
  const webhook = {
    mode: 'webhook',
    env: {
      ...env,
      SPNDR_WEBHOOK_URL: `http://127.0.0.1:${held.port}/hook`,
      SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${await freePort()}`,
    },
    through: 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"',
    inherits: held.fd,
  } as const;
  const first = spawnDaemon(webhook);
  await first.logged('running');
  const person = sandbox.person();
  person.say('hi');
  await person.nextAnswer();
  expect(await first.stop()).toBe(0);

  const caller = connect(held.port, '127.0.0.1');
  await once(caller, 'connect');
  caller.destroy();
  person.say('n');
  const second = spawnDaemon(webhook);
  await person.nextAnswer(30_000); // that it takes to start included
  expect(await second.stop()).toBe(0);
});

test('a socket that was handed to another process is left alone', async () => {
  const { sandbox, env } = await setUp();
  const port = await freePort();
  const daemon = spawnDaemon({
    mode: 'webhook',
    env: {
      ...env,
      SPNDR_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
      SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
      LISTEN_PID: '1',
      LISTEN_FDS: '1',
    },
  });
  const person = sandbox.person();
  await daemon.logged('running');
  person.say('hi');
  await person.nextAnswer();
  expect(await daemon.stop()).toBe(0);
});

/** A port of the loopback interface that is bound for as long as this process has it, as a socket unit would. */
function holdPort(): { fd: number; port: number; release: () => void } {
  const { TCP, constants } = (
    process as unknown as {
      binding(name: string): { TCP: new (type: number) => TcpHandle; constants: { SERVER: number } };
    }
  ).binding('tcp_wrap');
  const handle = new TCP(constants.SERVER);
  handle.bind('127.0.0.1', 0);
  const address: { port: number } = { port: 0 };
  handle.getsockname(address);
  return { fd: handle.fd, port: address.port, release: () => handle.close() };
}

interface TcpHandle {
  readonly fd: number;
  bind(address: string, port: number): number;
  getsockname(into: { port: number }): number;
  close(): void;
}

describe('the log', () => {
  /** The first line that a daemon logs, which waits for a database that is not there. */
  async function firstLine(through: string): Promise<string> {
    const child = spawn(
      '/bin/sh',
      ['-c', through, 'sh', process.execPath, shippedSpndr, 'start', '--polling'],
      {
        env: {
          PATH: process.env.PATH,
          SPNDR_BOT_TOKEN: '1:x',
          SPNDR_PEPPER: 'the pepper of all daemons in the tests',
          DATABASE_URL: 'postgres://127.0.0.1:1/nothing',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return line;
  }

  test('has priorities where it goes to the journal', async () => {
    const line = await firstLine(
      'exec 4>&1; JOURNAL_STREAM=$(stat -Lc %d:%i /proc/self/fd/4); export JOURNAL_STREAM; exec "$@" 4>&-',
    );
    expect(line).toMatch(/^<4>\{"level":40,.*\}$/);
  });

  test('has none where something stands between', async () => {
    const line = await firstLine('JOURNAL_STREAM=1:2 exec "$@"');
    expect(JSON.parse(line)).toMatchObject({ level: 40 });
  });
});
