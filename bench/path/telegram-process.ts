import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromTelegram, Said, ToTelegram } from './protocol.ts';

/** The process of the Bot API, as the load uses it. */
export interface Telegram {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  /** Called for each answer: whose line it answers, and the milliseconds since that was sent. */
  onAnswer: (personId: number, ms: number) => void;
  people(ids: readonly number[]): Promise<void>;
  /** Sends a line, batched with others of the same moment, in the order of the calls. */
  say(line: Said): void;
  expect(ids: readonly number[]): Promise<void>;
  /** Delays every message the bot sends by `ms`. */
  delay(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the process. Rejects if it ends before it is ready. */
export async function startTelegram(): Promise<Telegram> {
  const child = fork(new URL('./telegram.js', import.meta.url));
  const first = await Promise.race([
    once(child, 'message') as Promise<[FromTelegram]>,
    once(child, 'exit').then(() => Promise.reject(new Error('the process of the Bot API ended'))),
  ]);
  const [place] = first;
  if (!('url' in place)) throw new Error('the Bot API did not say where it is');
  const acknowledged: (() => void)[] = [];
  let lines: Said[] = [];

  function order(message: ToTelegram): Promise<void> {
    child.send(message);
    return new Promise((resolve) => acknowledged.push(resolve));
  }

  const telegram: Telegram = {
    url: place.url,
    token: place.token,
    pid: child.pid ?? 0,
    onAnswer: () => undefined,
    people: (ids) => order({ do: 'people', ids }),
    say(line) {
      if (lines.length === 0)
        setImmediate(() => {
          void order({ do: 'say', lines });
          lines = [];
        });
      lines.push(line);
    },
    expect: (ids) => order({ do: 'expect', ids }),
    delay: (ms) => order({ do: 'delay', ms }),
    stop: () => stop(child),
  };
  child.on('message', (message: FromTelegram) => {
    if ('done' in message) acknowledged.shift()?.();
    if ('answered' in message) for (const [personId, ms] of message.answered) telegram.onAnswer(personId, ms);
  });
  return telegram;
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}
