import { Agent, request } from 'node:http';
import type { Pending, Updates } from './updates.ts';

export interface Webhook {
  readonly url: string;
  readonly secret: string | null;
  readonly maxConnections: number;
}

export interface PushOptions {
  /** How long to wait after a queue's first failed push; doubles up to `maxRetryMs`. */
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
  /** How long the answer to a push may take. */
  readonly answerTimeoutMs: number;
}

interface Queue {
  readonly waiting: Pending[];
  busy: boolean;
  delayMs: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Pushes updates to the bot's webhook. Updates of one queue (a chat's messages, a person's taps) are pushed one after
 * the other; different queues at once, up to `maxConnections`. Anything but a 2xx is retried, at growing intervals.
 * Only loopback addresses are called.
 */
export class WebhookPusher {
  readonly #updates: Updates;
  readonly #options: PushOptions;
  readonly #now: () => Date;
  #webhook: Webhook | null = null;
  #agent: Agent | null = null;
  #queues = new Map<string, Queue>();
  #ready: string[] = [];
  #inFlight = 0;
  #generation = 0;
  lastError: { readonly at: Date; readonly message: string } | null = null;

  constructor(updates: Updates, options: PushOptions, now: () => Date) {
    this.#updates = updates;
    this.#options = options;
    this.#now = now;
  }

  get webhook(): Webhook | null {
    return this.#webhook;
  }

  /** Starts pushing to a webhook, pending updates first; null stops. Retry intervals start afresh. */
  set(webhook: Webhook | null): void {
    this.#generation++;
    for (const { timer } of this.#queues.values()) if (timer) clearTimeout(timer);
    this.#agent?.destroy();
    this.#queues = new Map();
    this.#ready = [];
    this.#inFlight = 0;
    this.lastError = null;
    this.#webhook = webhook;
    this.#agent = webhook ? new Agent({ keepAlive: true, maxSockets: webhook.maxConnections }) : null;
    this.#updates.push = webhook ? (pending) => this.#enqueue(pending) : null;
    if (webhook) for (const pending of this.#updates.pending) this.#enqueue(pending);
  }

  #enqueue(pending: Pending): void {
    const queue = this.#queues.get(pending.queue) ?? {
      waiting: [],
      busy: false,
      delayMs: this.#options.firstRetryMs,
      timer: null,
    };
    this.#queues.set(pending.queue, queue);
    queue.waiting.push(pending);
    if (!queue.busy) this.#makeReady(pending.queue, queue);
  }

  #makeReady(name: string, queue: Queue): void {
    queue.busy = true;
    this.#ready.push(name);
    this.#pump();
  }

  #pump(): void {
    while (this.#webhook && this.#inFlight < this.#webhook.maxConnections) {
      const name = this.#ready.shift();
      if (name === undefined) return;
      const queue = this.#queues.get(name);
      const head = queue?.waiting[0];
      if (queue && head) void this.#pushHead(name, queue, head, this.#webhook);
    }
  }

  async #pushHead(name: string, queue: Queue, head: Pending, webhook: Webhook): Promise<void> {
    const generation = this.#generation;
    this.#inFlight++;
    const result = this.#updates.isPending(head.update.update_id)
      ? await this.#call(webhook, JSON.stringify(head.update))
      : { ok: true as const };
    if (generation !== this.#generation) return;
    this.#inFlight--;
    if (result.ok) {
      queue.waiting.shift();
      queue.delayMs = this.#options.firstRetryMs;
      this.#updates.confirm(head.update.update_id);
      if (queue.waiting.length > 0) this.#ready.push(name);
      else this.#queues.delete(name);
    } else {
      this.lastError = { at: this.#now(), message: result.error };
      queue.timer = setTimeout(() => this.#makeReady(name, queue), result.retryAfterMs ?? queue.delayMs);
      queue.delayMs = Math.min(queue.delayMs * 2, this.#options.maxRetryMs);
    }
    this.#pump();
  }

  #call(
    webhook: Webhook,
    body: string,
  ): Promise<{ ok: true } | { ok: false; error: string; retryAfterMs: number | null }> {
    const failed = (error: string, retryAfterMs: number | null = null) => ({
      ok: false as const,
      error,
      retryAfterMs,
    });
    const url = new URL(webhook.url);
    if (!isLoopback(url) || url.protocol !== 'http:') {
      return Promise.resolve(
        failed('Connection refused (the sandbox only calls http://127.0.0.1 and the like)'),
      );
    }
    return new Promise((resolve) => {
      const call = request(webhook.url, {
        method: 'POST',
        ...(this.#agent ? { agent: this.#agent } : {}),
        timeout: this.#options.answerTimeoutMs,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(webhook.secret === null ? {} : { 'x-telegram-bot-api-secret-token': webhook.secret }),
        },
      });
      call.on('response', (response) => {
        const status = response.statusCode ?? 0;
        response.resume();
        response.on('error', () => resolve(failed('Connection reset by peer')));
        response.on('end', () => {
          if (status >= 200 && status < 300) return resolve({ ok: true });
          const seconds = Number(response.headers['retry-after']);
          const retryAfterMs = seconds > 0 ? seconds * 1000 : null;
          resolve(
            failed(`Wrong response from the webhook: ${status} ${response.statusMessage}`, retryAfterMs),
          );
        });
      });
      call.on('timeout', () => call.destroy(new Error('Read timeout expired')));
      call.on('error', (error: NodeJS.ErrnoException) => {
        resolve(failed(error.code === 'ECONNREFUSED' ? 'Connection refused' : error.message));
      });
      call.end(body);
    });
  }
}

export const isLoopback = ({ hostname }: URL) =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
