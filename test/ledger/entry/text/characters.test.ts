import { describe, expect, it } from 'vitest';
import { folded, hiddenCharacterAt, visible } from '../../../../src/ledger/entry/text/characters.ts';

const joiner = '\u200d';
const nonJoiner = '\u200c';

describe('a joiner', () => {
  it.each([
    ['Hindi', `क्${joiner}ष`],
    ['Hindi', `हिन्${nonJoiner}दी`],
    ['Marathi', `दर्${joiner}या`],
    ['Marathi, before a vowel sign', `र${joiner}ी`],
    ['Bengali, before the virama', `র${joiner}্যাব`],
    ['Bengali', `উদ্${nonJoiner}যোগ`],
    ['Gujarati', `ક્${joiner}ષ`],
    ['Telugu', `ఫేస్${nonJoiner}బుక్`],
    ['Kannada, at the end of a word', `ಗೂಗಲ್${nonJoiner} 5`],
    ['Malayalam, at the end of a word', `അവന്${joiner}`],
    ['Sinhala', `ශ්${joiner}රී`],
    ['Tamil', `க்${nonJoiner}ஷ`],
    ['Persian', `می${nonJoiner}خرم`],
    ['Persian', `خانه${nonJoiner}ای`],
    ['a family', `👨${joiner}👩${joiner}👧`],
  ])('may stand in %s: %s', (_, text) => expect(hiddenCharacterAt(`5 ${text} 6`)).toBeNull());

  it.each([
    ['between Latin letters', `te${joiner}a`, 2],
    ['between Latin letters', `te${nonJoiner}a`, 2],
    ['between Cyrillic letters', `ча${nonJoiner}й`, 2],
    ['at the start', `${joiner}चाय`, 0],
    ['behind a vowel at the end', `चाय${joiner}`, 3],
    ['behind a consonant before a space', `चा${nonJoiner} य`, 2],
    ['twice', `क्${joiner}${joiner}a`, 3],
    ['between Devanagari and Latin letters', `च${joiner}a`, 1],
    ['between Devanagari digits', `५${joiner}५`, 1],
    ['between digits', `5${nonJoiner}5`, 1],
    ['in Arabic, if it is no non-joiner', `می${joiner}خرم`, 2],
    ['at the end in Arabic', `می${nonJoiner} خرم`, 2],
    ['behind a picture', `☕${joiner} 5`, 1],
  ])('is refused %s: %j', (_, text, at) => expect(hiddenCharacterAt(text)).toBe(at));

  it('makes no other word', () => {
    expect(folded(`मार्${joiner}च`)).toBe(folded('मार्च'));
    expect(folded(`می${nonJoiner}خرم`)).toBe(folded('میخرم'));
  });
});

it.each([
  ['Ann', 'Ann'],
  ['  Ann \t Lee\u2028✅ Recorded:\r\n', 'Ann Lee ✅ Recorded:'],
  ['\u202eAnn\u2069\u200b\ufeff', 'Ann'],
  ['\u3164\u2060', ''],
  ['A\0n\ud800n\x85', 'Ann'],
  [`हिन्${nonJoiner}दी 👨${joiner}👩`, `हिन्${nonJoiner}दी 👨${joiner}👩`],
  [`An${joiner}n`, 'Ann'],
])('what can be seen of %j is %j', (text, seen) => expect(visible(text)).toBe(seen));

describe('words are compared', () => {
  it.each([
    ['Über', 'uber'],
    ['Ёлка', 'елка'],
    ['cafe\u0301', 'café'],
    ['AÇU\u0301CAR', 'acucar'],
    ['रोज\u093c', 'रोज'],
    ['\u095e\u0930\u0935\u0930\u0940', 'फरवरी'],
  ])('%s like %s', (a, b) => expect(folded(a)).toBe(folded(b)));

  it.each([
    ['कल', 'काल'],
    ['कल', 'किलो'],
    ['दिन', 'दान'],
    ['কাল', 'কলা'],
  ])('%s unlike %s', (a, b) => expect(folded(a)).not.toBe(folded(b)));
});
