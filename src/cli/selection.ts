import { InvalidArgumentError } from 'commander';
import { Failure, UsageError } from './failure.ts';
import type { CommandIo } from './io.ts';

/** The number of rows a list shows by default. */
export const usualLimit = 100;

/** Reads the value of `--limit`. Throws commander's InvalidArgumentError. */
export function readLimit(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 999999');
}

/** Notes that `--limit` kept some of `count` rows from being shown. */
export function noteMore(io: CommandIo, shown: number, count: number): void {
  if (count > shown) io.out.note(`${shown} of ${count} are shown; see --limit`);
}

/** A kind of row that a command line can select. */
interface Choice {
  /** Its name: "dead letter". */
  readonly noun: string;
  /** The option that selects all of them. */
  readonly allOption: string;
  /** The command line that lists them. */
  readonly list: string;
}

/** The ids given on a command line; null: all. Throws `UsageError` for neither, for both, and for invalid numbers. */
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

/** Reads the id of a row. Throws `UsageError` if it is not a number. */
export function readId(id: string, { noun, list }: Pick<Choice, 'noun' | 'list'>): bigint {
  if (/^\d{1,18}$/.test(id)) return BigInt(id);
  throw new UsageError(`'${id}' is not the number of a ${noun}`, `\`${list}\` shows the numbers`);
}

/** Throws `Failure` if one of `wanted` is not in `found`; `wrong` says what is wrong with it. */
export function requireAll(
  wanted: readonly bigint[] | null,
  found: ReadonlySet<bigint>,
  wrong: (id: bigint) => string,
  remedy: string,
): void {
  const missing = wanted?.find((id) => !found.has(id));
  if (missing !== undefined) throw new Failure(`nothing was changed: ${wrong(missing)}`, remedy);
}
