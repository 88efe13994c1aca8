import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CallLog } from './calls.ts';
import { Chats } from './chats.ts';
import { serveControl } from './control.ts';
import { createEvents } from './events.ts';
import { createFace, type Face } from './face.ts';
import { Faults } from './faults.ts';
import { Files } from './files.ts';
import { Limits } from './limits.ts';
import { Menus } from './menus.ts';
import { send, serveApi } from './server.ts';
import { Taps } from './taps.ts';
import { Updates } from './updates.ts';
import { type PushOptions, WebhookPusher } from './webhook-pusher.ts';
import type { World } from './world.ts';

export interface SandboxOptions {
  /** Port on 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** `<bot id>:<secret>`; a new one by default. */
  readonly token?: string;
  readonly botUsername?: string;
  /** The clock for dates, and for when taps and updates expire. */
  readonly now?: () => Date;
  /** How long a tap can be answered; 150 s by default. */
  readonly tapExpiryMs?: number;
  /** How failed webhook pushes are retried; after 1 s to 60 s by default. */
  readonly webhook?: Partial<PushOptions>;
  /** Whether Telegram's flood limits apply; off by default. */
  readonly limits?: boolean;
  /**
   * Telegram's privacy mode, on for every new bot there: in groups it sees only commands and replies to it. Off by
   * default here.
   */
  readonly groupPrivacy?: boolean;
  /** How many messages per chat, calls, files and updates are remembered; 10,000 by default. */
  readonly keepMessages?: number;
}

/** A local Bot API, as strict as Telegram's, with simulated people. */
export interface Sandbox extends Face {
  /** Root URL of the API, without a trailing slash; in a browser it shows the chat page. */
  readonly url: string;
  /** Closes every connection. */
  stop(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld(options);
  const face = createFace(world);
  const server = createServer((request, response) => void route(world, face, request, response));
  const port = await listen(server, options.port ?? 0);
  return Object.assign(face, {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      world.pusher.set(null);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
}

async function route(world: World, face: Face, request: IncomingMessage, response: ServerResponse) {
  try {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    if (await serveApi(world, request, response, url)) return;
    if (await serveControl(world, face, request, response, url)) return;
    send(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
  } catch (error) {
    send(response, 500, { ok: false, error_code: 500, description: String(error) });
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function createWorld(options: SandboxOptions): World {
  const keep = options.keepMessages ?? 10_000;
  const now = options.now ?? (() => new Date());
  const token = options.token ?? `7000000001:AA${randomBytes(24).toString('base64url')}`;
  const events = createEvents();
  const updates = new Updates(keep, events, now);
  const push = { firstRetryMs: 1_000, maxRetryMs: 60_000, answerTimeoutMs: 60_000, ...options.webhook };
  return {
    bot: {
      id: Number(token.split(':')[0]),
      is_bot: true,
      first_name: 'spndr',
      username: options.botUsername ?? 'spndr_sandbox_bot',
    },
    token,
    now,
    events,
    chats: new Chats(keep, events),
    updates,
    pusher: new WebhookPusher(updates, push, now),
    taps: new Taps({ expireMs: options.tapExpiryMs ?? 150_000, keep, events, now }),
    files: new Files(keep),
    menus: new Menus(),
    calls: new CallLog(keep, events),
    faults: new Faults(),
    limits: options.limits === true ? new Limits() : null,
    groupPrivacy: options.groupPrivacy ?? false,
  };
}
