import { FREE } from '../amounts/prices.ts';
import { readOutline } from '../draft.ts';
import { monthNamed } from '../lexicon.ts';
import { linesOf } from '../parse.ts';
import { matchPhrases } from '../phrases.ts';
import { type Line, type ParseOptions, Reader, readLine } from '../reader.ts';
import { hiddenCharacterAt, normalForm } from '../text/characters.ts';
import { MAIN } from '../text/sections.ts';

/**
 * Whether a text says how often something recurs in words that are not understood, or only in part: "twice a month",
 * "every full moon", "monthly on Monday". Words in quotes are names.
 */
export function isRhythmUnclear(text: string, options: ParseOptions): boolean {
  return (
    hiddenCharacterAt(text) === null && linesOf(normalForm(text)).some((line) => isUnclear(line, options))
  );
}

function isUnclear(text: string, options: ParseOptions): boolean {
  const reader = new Reader(options);
  const { line, sections, said, maybe, taken } = readOutline(reader, readLine(reader, 1, text, 0));
  const { tokens, lexicon } = line;
  const rhythms = said.filter(({ recurring }) => recurring !== null);
  const [rhythm, another] = rhythms;
  if (another !== undefined) return true;
  const isWeekday = (at: number): boolean =>
    lexicon.weekdays.has(tokens[at]?.text ?? '') || lexicon.shortWeekdays.has(tokens[at]?.text ?? '');
  const isFree = (at: number): boolean => taken[at] === FREE && sections.owner[at] === MAIN;
  if (rhythm?.recurring != null) {
    const { every, on } = rhythm.recurring;
    // "monthly on Monday": which Monday? "every Monday and Friday", "on the 1st and 15th" name two days
    const isFull = every === 'month' || every === 'year' || on !== null;
    const days = said.filter(
      ({ day, from, to }) => day !== null && tokens.slice(from, to).some((_, at) => isWeekday(from + at)),
    );
    if (isFull && days.length > 0) return true;
    const next = tokens[rhythm.to]?.text ?? '';
    if (on !== null && (lexicon.and.has(next) || (next === ',' && isWeekday(rhythm.to + 1)))) return true;
    if (holdsPhrase(line, isFree)) return true;
  }
  const starts = [...said.filter(({ day }) => day !== null), ...maybe].map(({ from }) => from);
  return tokens.some((_, at) => isFree(at) && (saysHowOften(line, at) || endsAt(line, at, starts)));
}

/** Whether the token is about how often, though it was not understood. */
function saysHowOften({ tokens, lexicon }: Line, at: number): boolean {
  const { every, twice, times } = lexicon.often;
  const text = tokens[at]?.text ?? '';
  if (every.has(text) || twice.has(text)) return true;
  const count = tokens[at - 1];
  const isCount = count?.kind === 'number' || lexicon.numbers.has(count?.text ?? '');
  if (times.has(text) && isCount) return true;
  return matchPhrases(tokens, at, lexicon).some(
    ({ meaning: { says } }) => says === 'recurring' || says === 'every few',
  );
}

/** Whether the token is "until" before one of the days that start at `days`: an end is set in another way. */
function endsAt({ tokens, lexicon }: Line, at: number, days: readonly number[]): boolean {
  if (lexicon.periods.get(tokens[at]?.text ?? '') !== 'until') return false;
  const next = tokens[at + 1]?.text ?? '';
  return monthNamed(lexicon, next) !== null || days.some((from) => from === at + 1 || from === at + 2);
}

const longestPhrase = 4;

/** Whether "the last day" or the like is among the words. */
function holdsPhrase({ tokens, lexicon }: Line, isFree: (at: number) => boolean): boolean {
  return tokens.some((_, from) => {
    let text = '';
    for (let at = from; at < from + longestPhrase && isFree(at); at += 1) {
      text = `${text} ${tokens[at]?.text ?? ''}`.trim();
      if (lexicon.often.phrases.has(text)) return true;
    }
    return false;
  });
}
