import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';
import { isPreparedElsewhere } from './outage.ts';

/** Longer statements are not prepared, nor are any beyond this many different ones. */
const longestText = 8_000;
const mostNames = 500;

/** The name of each statement; null: seen only once so far. */
const names = new Map<string, string | null>();

/**
 * A client class that prepares each statement from its second use on: planning it on every call would be more than half
 * of its cost. When prepared statements turn out not to be kept (a pooler that does not know them) or to be outdated
 * (another daemon has migrated), all clients of this class stop using them, and the statement that found out fails as
 * in an outage. Statements issued in the same tick are sent in one write.
 */
export function preparingClient(): typeof pg.Client {
  let prepares = true;
  return class extends pg.Client {
    #corked = false;

    // kysely passes a text and values and awaits the result; pg has many more signatures
    override query(...call: unknown[]): never {
      this.#cork();
      const [text, values] = call;
      const query = super.query as (...call: unknown[]) => unknown;
      const name = prepares && typeof text === 'string' && Array.isArray(values) ? nameOf(text) : null;
      if (name === null) return query.apply(this, call) as never;
      const result = query.call(this, { name, text, values }) as Promise<unknown>;
      return result.catch((error: unknown) => {
        if (isPreparedElsewhere(error)) prepares = false;
        throw error;
      }) as never;
    }

    #cork(): void {
      if (this.#corked) return;
      const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
      stream.cork();
      this.#corked = true;
      process.nextTick(() => {
        this.#corked = false;
        stream.uncork();
      });
    }
  };
}

/** A name unique to the statement's text, across processes too: a pooler shares connections. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known === undefined) {
    if (text.length <= longestText && names.size < mostNames) names.set(text, null);
    return null;
  }
  if (known !== null) return known;
  const name = `spndr_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`;
  names.set(text, name);
  return name;
}
