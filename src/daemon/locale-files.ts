import { readdir, readFile } from 'node:fs/promises';
import { packageFile } from '../ledger/storage/package-file.ts';

/** The phrases of every language spndr speaks, from src/chat/locales/*.ftl: locale -> Fluent source. */
export async function readLocales(): Promise<ReadonlyMap<string, string>> {
  const directory = packageFile('src/chat/locales');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.ftl'));
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [name.slice(0, -'.ftl'.length), await readFile(`${directory}/${name}`, 'utf8')] as const,
      ),
    ),
  );
}
