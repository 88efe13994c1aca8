import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../simulation/scheduler.ts';

/** What stands between Telegram and the daemons' webhooks. */
export interface Balancer {
  /** The URL that Telegram calls. */
  readonly url: string;
  /** Extra POSTs that were made so far. */
  readonly duplicates: number;
  /** How likely each POST is made again: at the same moment, or up to two seconds later. */
  duplicate(chance: number): void;
  /** Makes it answer 200 at once and pass on what it was given afterwards, once: a daemon without the guarantee. */
  lie(): void;
  stop(): Promise<void>;
}

interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const answerTimeoutMs = 4_000;
const restMs = 2_000;
const latestDuplicateMs = 2_000;
const hopHeaders = new Set(['host', 'connection', 'transfer-encoding', 'keep-alive']);

/**
 * A load balancer as simple as they come: a POST goes to any of `ports` on this machine; a port that refuses it or
 * does not answer in time rests for a while. Every daemon refusing is a 502, none answering in time a 504.
 */
export async function startBalancer(ports: readonly number[], random: Random): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const restsUntil = new Map<number, number>();
  const lateTurns = new Map<string, Promise<void>>();
  let chance = 0;
  let duplicates = 0;
  let lies = false;
  let stopped = false;

  const server = createServer((incoming, response) => {
    void take(incoming, response).catch(() => response.destroy());
  });

  async function take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const post = { path: incoming.url ?? '/', headers: headersOf(incoming), body: Buffer.concat(chunks) };
    if (lies) {
      response.writeHead(200).end();
      return passOnLater(post);
    }
    if (random.chance(chance)) void again(post, random.chance(0.5) ? 0 : random.below(latestDuplicateMs));
    const { status, retryAfter } = await passOn(post);
    response.writeHead(status, retryAfter === null ? {} : { 'retry-after': retryAfter }).end();
  }

  /** In order per chat, from this process's memory; what no daemon takes is gone. */
  function passOnLater(post: Post): Promise<void> {
    const chat = /"chat":\{"id":(-?\d+)/.exec(post.body.toString())?.[1] ?? '';
    const turn = (lateTurns.get(chat) ?? Promise.resolve()).then(async () => {
      await passOn(post);
    });
    lateTurns.set(chat, turn);
    return turn;
  }

  async function again(post: Post, afterMs: number): Promise<void> {
    duplicates += 1;
    if (afterMs > 0) await sleep(afterMs);
    if (!stopped) await passOn(post);
  }

  async function passOn(post: Post): Promise<Answer> {
    for (const port of order()) {
      const answer = await callDaemon(agent, port, post);
      if (answer !== 'refused') {
        if (answer.status === 504) restsUntil.set(port, performance.now() + restMs);
        return answer;
      }
    }
    return { status: 502, retryAfter: null };
  }

  /** All ports in a random order, those that rest last. */
  function order(): number[] {
    const now = performance.now();
    return ports
      .map((port) => ({ port, place: random.next() + ((restsUntil.get(port) ?? 0) > now ? 1 : 0) }))
      .sort((one, other) => one.place - other.place)
      .map(({ port }) => port);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/telegram`,
    get duplicates() {
      return duplicates;
    },
    duplicate: (next) => {
      chance = next;
    },
    lie: () => {
      lies = true;
    },
    async stop() {
      stopped = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** 'refused': the daemon cannot have got it. A connection that breaks later is a 502. */
function callDaemon(agent: Agent, port: number, post: Post): Promise<Answer | 'refused'> {
  return new Promise((resolve) => {
    const call = request({
      host: '127.0.0.1',
      port,
      path: post.path,
      method: 'POST',
      agent,
      timeout: answerTimeoutMs,
      headers: { ...post.headers, 'content-length': post.body.length },
    });
    call.on('response', (response) => {
      response.resume();
      response.on('error', () => resolve({ status: 502, retryAfter: null }));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 502, retryAfter: response.headers['retry-after'] ?? null }),
      );
    });
    call.on('timeout', () => {
      resolve({ status: 504, retryAfter: null });
      call.destroy();
    });
    call.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : { status: 502, retryAfter: null }),
    );
    call.end(post.body);
  });
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !hopHeaders.has(entry[0]),
    ),
  );
}
