/** Makes an unguessable code: 128 random bits as 22 characters of A-Z, a-z, 0-9, _ and -. */
export function newCode(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The digest that is stored of a code: its SHA-256 as 64 hexadecimal digits. Null: the text cannot be a code. */
export async function digestOf(code: string): Promise<string | null> {
  if (!/^[A-Za-z0-9_-]{22}$/.test(code)) return null;
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
