import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import { findMethod } from './methods/registry.ts';
import { type Params, readParams } from './params.ts';
import { notFound, Refusal, tooManyRequests, unauthorized } from './refusal.ts';
import type { World } from './world.ts';

const tokenShape = /^\d{1,20}:[A-Za-z0-9_-]{1,100}$/;

/** Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`; false when the path is neither. */
export async function serveApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const file = /^\/file\/bot([^/]*)\/(.+)$/.exec(url.pathname);
  if (file) {
    const stored =
      decodeURIComponent(file[1] ?? '') === world.token ? world.files.atPath(file[2] ?? '') : null;
    if (stored) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(stored.bytes);
    else refuse(response, notFound());
    return true;
  }
  const call = /^\/bot([^/]*)(?:\/([^/]*))?$/.exec(url.pathname);
  if (!call) return false;
  await serveMethod(world, request, response, {
    token: decodeURIComponent(call[1] ?? ''),
    name: call[2] ?? '',
    query: url.searchParams,
  });
  return true;
}

async function serveMethod(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  call: { token: string; name: string; query: URLSearchParams },
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  let params: Params = { fields: new Map(), files: new Map() };
  const method = findMethod(call.name);
  const log = (status: number | null, error: string | null, effect: boolean) =>
    world.calls.add(
      {
        method: method?.name ?? call.name,
        params: Object.fromEntries(params.fields),
        at: world.now(),
        status,
        error,
      },
      effect,
    );
  try {
    params = await readParams(request, call.query);
    if (!tokenShape.test(call.token)) throw notFound();
    if (call.token !== world.token) throw unauthorized();
    if (!method) throw notFound('method not found');
    const name = method.name.toLowerCase();
    const delayMs = world.faults.delayMs(name);
    if (delayMs > 0) await sleep(delayMs);
    const fault = world.faults.next(name);
    if (fault !== null && fault !== 'reset-after' && fault !== 'timeout-after') {
      log(typeof fault === 'object' ? fault.status : null, `fault: ${JSON.stringify(fault)}`, false);
      return fail(request, response, fault);
    }
    const { result, description } = await method.method(world, { ...params, gone: gone.signal });
    if (fault !== null) {
      log(null, `fault: ${fault}`, true);
      if (fault === 'reset-after') request.socket.resetAndDestroy();
      return;
    }
    send(response, 200, { ok: true, result, ...(description === undefined ? {} : { description }) });
    log(gone.signal.aborted ? null : 200, null, true);
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'Internal Server Error');
    refuse(response, refusal);
    log(refusal.code, error instanceof Refusal ? error.message : String(error), false);
  }
}

function fail(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Exclude<Fault, 'reset-after' | 'timeout-after'>,
): void {
  if (fault === 'hang') return;
  if (fault === 'reset-before') {
    request.socket.resetAndDestroy();
  } else if (fault === 'html') {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>');
  } else if (fault.body !== undefined) {
    send(response, fault.status, fault.body);
  } else if (fault.status === 429) {
    refuse(response, tooManyRequests(fault.retryAfter ?? 1));
  } else {
    refuse(
      response,
      new Refusal(
        fault.status,
        `${describe[fault.status] ?? 'Internal Server Error'}`,
        fault.retryAfter === undefined ? undefined : { retry_after: fault.retryAfter },
      ),
    );
  }
}

const describe: Readonly<Record<number, string>> = {
  400: 'Bad Request: the sandbox was told to refuse this',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  409: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

function refuse(response: ServerResponse, { code, message, parameters }: Refusal): void {
  const seconds = parameters?.retry_after;
  if (seconds !== undefined) response.setHeader('retry-after', seconds);
  send(response, code, {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters ? { parameters } : {}),
  });
}

/** Answers with JSON. */
export function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
