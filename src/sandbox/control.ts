import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { actions, Mistake, questions } from './control-actions.ts';
import { stream } from './control-stream.ts';
import type { Face } from './face.ts';
import { pageHtml } from './page.ts';
import { isObject, readBody } from './params.ts';
import { send } from './server.ts';
import type { World } from './world.ts';

/**
 * Serves the sandbox to other processes and to the browser: `/` is the chat page; below `/control/`, POST takes JSON
 * and does what Face does, GET queries. Only for this machine: requests from pages of other sites, or under another
 * host name, are refused. False when the path is not one of these.
 */
export async function serveControl(
  world: World,
  face: Face,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const name = /^\/control\/([a-z-]+)(?:\/([\w-]+))?$/.exec(url.pathname);
  if (url.pathname !== '/' && !name) return false;
  if (!isLocal(request)) {
    send(response, 403, { error: 'the sandbox is for this machine only: call it as 127.0.0.1 or localhost' });
    return true;
  }
  try {
    if (!name) servePage(request, response);
    else if (request.method === 'POST') await act(world, face, request, response, name[1] ?? '');
    else if (name[1] === 'events') stream(world, face, response, url.searchParams);
    else if (name[1] === 'file') serveFile(world, response, name[2] ?? '');
    else ask(world, face, response, name[1] ?? '', url.searchParams);
  } catch (error) {
    if (response.headersSent) throw error;
    send(response, error instanceof Mistake ? 404 : 400, {
      error: error instanceof Error ? error.message : String(error),
    });
  }
  return true;
}

async function act(
  world: World,
  face: Face,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<void> {
  const action = actions[name];
  if (!action) throw new Mistake(`there is no /control/${name} to POST to`);
  // Forms of other sites cannot send this type without a CORS preflight.
  if (!request.headers['content-type']?.startsWith('application/json'))
    throw new Error('the body must be JSON');
  const body: unknown = JSON.parse((await readBody(request)).toString('utf8') || '{}');
  if (!isObject(body)) throw new Error('the body must be a JSON object');
  send(response, 200, (await action(world, face, body)) ?? {});
}

function ask(world: World, face: Face, response: ServerResponse, name: string, query: URLSearchParams): void {
  const question = questions[name];
  if (!question) throw new Mistake(`there is no /control/${name} to GET`);
  send(response, 200, question(world, face, query));
}

const isLocal = ({ headers, socket }: IncomingMessage): boolean => {
  const port = socket.localPort;
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`);
  const { origin, host } = headers;
  return (
    hosts.includes(host ?? '') &&
    (origin === undefined || hosts.some((local) => origin === `http://${local}`))
  );
};

function servePage(request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64');
  const html = pageHtml(nonce);
  response.writeHead(request.method === 'GET' || request.method === 'HEAD' ? 200 : 405, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src 'self' data:; ` +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : html);
}

function serveFile(world: World, response: ServerResponse, id: string): void {
  const file = world.files.get(id);
  if (!file) throw new Mistake(`there is no file ${id}`);
  const isPicture = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'].includes(file.type);
  response.writeHead(200, {
    'content-type': isPicture ? file.type : 'application/octet-stream',
    'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
  });
  response.end(file.bytes);
}
