import { InvalidArgumentError } from 'commander';
import { Failure, UsageError } from './failure.ts';
import type { CommandIo } from './io.ts';

/** How many rows a list shows when it is not told. */
export const usualLimit = 100;

/** Reads the value of `--limit`. */
export function readLimit(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 to 999999');
}

/** Says so when `--limit` kept some of `count` rows from being shown. */
export function noteMore(io: CommandIo, shown: number, count: number): void {
  if (count > shown) io.out.note(`${shown} of ${count} are shown; see --limit`);
}

/** What a command line can choose from. */
interface Choice {
  /** What one is called: "dead letter". */
  readonly noun: string;
  /** The option that chooses all of them. */
  readonly allOption: string;
  /** The command line that lists them. */
  readonly list: string;
}

/** The rows a command line names; null for all. Throws `UsageError` for none, for both, and for what is no number. */
export function readSelection(
  ids: readonly string[],
  all: boolean,
  { noun, allOption, list }: Choice,
): readonly bigint[] | null {
  if (all && ids.length > 0)
    throw new UsageError(`both ${allOption} and numbers are given`, 'leave one of them out');
  if (all) return null;
  if (ids.length === 0)
    throw new UsageError(`no ${noun} is named`, `give the numbers that \`${list}\` shows, or ${allOption}`);
  return ids.map((id) => readId(id, { noun, list }));
}

/** The number of one row. Throws `UsageError` when it is none. */
export function readId(id: string, { noun, list }: Pick<Choice, 'noun' | 'list'>): bigint {
  if (/^\d{1,18}$/.test(id)) return BigInt(id);
  throw new UsageError(`'${id}' is not the number of a ${noun}`, `\`${list}\` shows the numbers`);
}

/** Throws `Failure` when one of `wanted` is not among `found`; `wrong` says of it what it is not. */
export function requireAll(
  wanted: readonly bigint[] | null,
  found: ReadonlySet<bigint>,
  wrong: (id: bigint) => string,
  remedy: string,
): void {
  const missing = wanted?.find((id) => !found.has(id));
  if (missing !== undefined) throw new Failure(`nothing was changed: ${wrong(missing)}`, remedy);
}

/** "1 dead letter", "2 dead letters". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
