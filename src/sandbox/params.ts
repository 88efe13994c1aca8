import type { IncomingMessage } from 'node:http';
import { badRequest, Refusal } from './refusal.ts';

const bodyLimitBytes = 50 * 1024 * 1024;

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The parameters of one call. Every value is text, as Telegram has it; structured ones are JSON. */
export interface Params {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Upload>;
}

/**
 * Reads the query string and body (URL-encoded, multipart or JSON) of a request. Throws a Refusal when it is malformed.
 */
export async function readParams(request: IncomingMessage, query: URLSearchParams): Promise<Params> {
  const fields = new Map<string, string>(query);
  const files = new Map<string, Upload>();
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return { fields, files };
  if (type.startsWith('application/json')) {
    for (const [name, value] of Object.entries(parseObject(body.toString('utf8')))) {
      if (value === null) continue;
      fields.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  } else if (type.startsWith('multipart/form-data')) {
    await readMultipart(body, type, fields, files);
  } else if (type === '' || type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) fields.set(name, value);
  }
  return { fields, files };
}

/** Reads the whole body; throws a 413 when it is larger than Telegram accepts. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimitBytes) throw new Refusal(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // refused below
  }
  throw badRequest("can't parse request: JSON object expected");
}

async function readMultipart(
  body: Buffer,
  type: string,
  fields: Map<string, string>,
  files: Map<string, Upload>,
): Promise<void> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw badRequest("can't parse multipart/form-data request");
    });
  for (const [name, value] of form as unknown as Iterable<[string, string | File]>) {
    if (typeof value === 'string') fields.set(name, value);
    else
      files.set(name, { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
  }
}

/** A parameter as text; '' when it is absent. */
export function textOf(params: Params, name: string): string {
  return params.fields.get(name) ?? '';
}

/** An integer parameter, clamped to `range` as Telegram does; `fallback` when absent or not a number. */
export function integerOf(
  params: Params,
  name: string,
  fallback: number,
  range?: { least: number; most: number },
): number {
  const text = params.fields.get(name)?.trim() ?? '';
  const value = /^-?\d+$/.test(text) ? Number(text) : fallback;
  return range ? Math.min(Math.max(value, range.least), range.most) : value;
}

/** Whether a boolean parameter is true, as Telegram reads forms. */
export function flagOf(params: Params, name: string): boolean {
  return ['true', 'True', 'yes', '1'].includes(textOf(params, name).trim());
}

/** A JSON parameter; undefined when absent or empty. Throws "can't parse <what> JSON object". */
export function jsonOf(params: Params, name: string, what: string): unknown {
  const text = textOf(params, name).trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
