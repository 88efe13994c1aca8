/**
 * Runs `work` on all items concurrently and fulfils with the results, in order. If one fails, it still waits for the
 * others, so that nothing goes on behind the caller's back, then rejects with the first error.
 */
export async function besideEachOther<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  let failed: { readonly error: unknown } | null = null;
  const results = await Promise.all(
    [...items].map((item) =>
      work(item).catch((error: unknown) => {
        failed ??= { error };
        return null;
      }),
    ),
  );
  if (failed !== null) throw (failed as { readonly error: unknown }).error;
  return results as Result[];
}

/** Turns that run concurrently, except for those that must run alone: a read-write lock. */
export interface Turns {
  beside<T>(turn: () => Promise<T>): Promise<T>;
  /** Waits until every running turn has ended; turns asked for later wait for this one. */
  alone<T>(turn: () => Promise<T>): Promise<T>;
}

/** Turns of which none is running. */
export function createTurns(): Turns {
  const going = new Set<Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    async beside(turn) {
      for (let awaited: unknown = null; awaited !== last; await awaited) awaited = last;
      const taken = turn();
      going.add(taken);
      return taken.finally(() => going.delete(taken));
    },
    alone(turn) {
      const before = last;
      const taken = before.then(() => Promise.allSettled(going)).then(turn);
      last = taken.catch(() => undefined);
      return taken;
    },
  };
}
