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
