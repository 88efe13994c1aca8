import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { shippedSpndr } from '../helpers/build.ts';
import { freshDataDir, runCli } from '../helpers/cli.ts';
import { freePort } from '../helpers/ports.ts';

/** Runs the compiled `spndr` with an open stdin, so that it goes on until it is told to end. */
function startCli(args: readonly string[], { env }: { env: Record<string, string> }) {
  const child = spawn(process.execPath, [shippedSpndr, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = on(child.stderr.setEncoding('utf8'), 'data');
  return {
    stderr: async (pattern: RegExp) => {
      for await (const [text] of lines) if (pattern.test(text)) return;
    },
    say: (line: string) => child.stdin.write(`${line}\n`),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    exit: once(child, 'exit').then(([code]) => code),
  };
}

/** A data directory that the database server can reach: as root it runs as another user, who has to pass. */
function demoDataDir(): string {
  const dataDir = freshDataDir();
  chmodSync(dirname(dataDir), 0o711);
  return dataDir;
}

test('through a pipe: the transcript of a whole first visit, then exit 0', async () => {
  const lines = [
    'hi',
    'y',
    '2',
    'home@example.com',
    'correct horse',
    '/new',
    'coffee',
    '3.50',
    '-',
    'food',
    '/show',
  ];
  const { code, stdout, stderr } = await runCli(['demo'], {
    env: { SPNDR_DATA_DIR: demoDataDir() },
    input: lines.join('\n'),
  });
  expect({ code, stderr: stderr.includes('http://127.0.0.1:') }).toEqual({ code: 0, stderr: true });
  expect(stdout.split('\n').filter((line) => line.startsWith('> '))).toEqual(
    lines.map((line) => `> ${line}`),
  );
  expect(stdout).toMatch(/^> hi\n< .*(?:\n< .*)*\n {2}\[1\] Yes {2}\[2\] No\n> y\n/);
  expect(stdout).toMatch(/> \/show\n< .*(?:\n.*)*coffee.*3\.50/);
});

test('two demos at once, each with a stranger, on one data directory', async () => {
  const env = { SPNDR_DATA_DIR: demoDataDir() };
  const runs = await Promise.all([1, 2].map(() => runCli(['demo'], { env, input: 'hi\n/quit\n' })));
  for (const { code, stdout } of runs) {
    expect(code).toBe(0);
    expect(stdout).toMatch(/^> hi\n< /);
  }
  expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
});

test('a page that is open from an earlier demo on the same port shows this one’s chat', async () => {
  const port = await freePort();
  const demo = startCli(['demo', '--port', String(port)], { env: { SPNDR_DATA_DIR: demoDataDir() } });
  await demo.stderr(/making the database/);
  const { body } = await fetch(`http://127.0.0.1:${port}/control/events`);
  await demo.stderr(/in a browser/);
  demo.say('good morning');
  let seen = '';
  for await (const piece of body!.pipeThrough(new TextDecoderStream())) {
    seen += piece;
    if (seen.includes('good morning')) break;
  }
  expect(seen).toMatch(/event: shown\ndata: [^\n]*good morning/);
  demo.kill('SIGINT');
  expect(await demo.exit).toBe(0);
});

test('Ctrl-C ends it cleanly, also while it starts', async () => {
  const env = { SPNDR_DATA_DIR: demoDataDir() };
  for (const moment of [/starting/, /in a browser/]) {
    const demo = startCli(['demo'], { env });
    await demo.stderr(moment);
    demo.kill('SIGINT');
    expect(await demo.exit).toBe(0);
  }
});

test('a wrong port is one line on stderr', async () => {
  expect(await runCli(['demo', '--port', '70000'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'spndr: --port 70000 is not a port; give a number from 1 to 65535\n',
  });
});

test('a taken port is one line on stderr', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const { port } = new URL(sandbox.url);
  const { code, stderr } = await runCli(['demo', '--port', port]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`\nspndr: port ${port} is taken; give another one with --port, or none\n$`),
  );
});

test('with its terminal it ends everything, and no fault is left behind', async () => {
  const dataDir = demoDataDir();
  const ended = `${dataDir}-ended`;
  const demo = `trap '' HUP; "${process.execPath}" "${shippedSpndr}" demo; echo $? >"${ended}"`;
  const terminal = spawn('script', ['-qec', demo, '/dev/null'], {
    env: { PATH: process.env.PATH, SHELL: '/bin/sh', SPNDR_DATA_DIR: dataDir },
  });
  for await (const [text] of on(terminal.stdout.setEncoding('utf8'), 'data')) if (text.includes('> ')) break;
  terminal.kill('SIGKILL');
  const code = await vi.waitUntil(() => existsSync(ended) && readFileSync(ended, 'utf8'), 30_000);
  // of SIGHUP, not of a fault
  expect(code).toBe(`${128 + 1}\n`);
  expect(existsSync(join(dataDir, 'demo', 'database', 'PG_VERSION'))).toBe(true);
  expect(existsSync(join(dataDir, 'demo', 'database', 'postmaster.pid'))).toBe(false);
});
