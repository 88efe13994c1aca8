import { urlToHttpOptions } from 'node:url';

/**
 * The global `fetch` of an address that may hold a user and a password, which that one refuses: they are sent as Basic
 * credentials, read as `node:http` reads them. Rejects as `fetch` does; no error holds them.
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

/** `text` without the users and passwords in its addresses; a user alone may be a secret, too. */
export function hideCredentials(text: string): string {
  return text.replace(/:\/\/[^\s/]+@/g, '://<credentials>@');
}
