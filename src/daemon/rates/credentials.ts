import { urlToHttpOptions } from 'node:url';

/**
 * The global `fetch`, for an address that may hold a user and password, which `fetch` itself refuses. They are sent as
 * Basic credentials, decoded as `node:http` does. Rejects as `fetch` does; no error contains them.
 */
export async function fetchAt(
  address: string,
  init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const url = new URL(address);
  const { auth } = urlToHttpOptions(url);
  url.username = '';
  url.password = '';
  const authorization = auth ? { authorization: `Basic ${Buffer.from(auth).toString('base64')}` } : {};
  return fetch(url, { ...init, headers: { ...init.headers, ...authorization } });
}

/** `text` without the user and password of each address in it. A user alone is hidden too: it may be a token. */
export function hideCredentials(text: string): string {
  return text.replace(/:\/\/[^\s/]+@/g, '://<credentials>@');
}
