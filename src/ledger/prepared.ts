import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';
import { isPreparedElsewhere } from './outage.ts';

/** One that is longer, or comes after so many others, is planned anew each time. */
const longestText = 8_000;
const mostNames = 500;

/** The name of each statement; null: it was met once, and may never come again. */
const names = new Map<string, string | null>();

/**
 * A client that has each statement planned once a connection, from its second use on, instead of each time: that is
 * more than half of what a statement costs. Where prepared statements turn out not to be kept (behind a pooler that
 * knows nothing of them), or to be outdated (another daemon has migrated), all clients of this class stop using them,
 * and the statement that met it fails as in an outage. Statements that are asked for at the same time leave in one piece.
 */
export function preparingClient(): typeof pg.Client {
  let prepares = true;
  return class extends pg.Client {
    #corked = false;

    // kysely calls it with a text and values and awaits the result; the signatures of pg are many
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

/** A name that no other statement has, whichever process gives it: a pooler shares connections. */
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
