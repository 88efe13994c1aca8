/**
 * What `work` comes to for each item, all of them beside each other. When one fails the others are awaited all the same,
 * so that nothing goes on behind the caller's back; rejects with the first error then.
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

/** What goes on beside each other, but for what must be alone. */
export interface Turns {
  beside<T>(turn: () => Promise<T>): Promise<T>;
  /** Waits for what goes on; what comes later waits for it. */
  alone<T>(turn: () => Promise<T>): Promise<T>;
}

/** Nothing goes on yet. */
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
