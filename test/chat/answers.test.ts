import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerData,
  categoryData,
  entryData,
  nameMark,
  pageData,
  pickData,
  readingData,
  readTap,
  turnData,
} from '../../src/chat/buttons.ts';
import { readYesNo } from '../../src/chat/dialogues/yes-no.ts';
import { readEmail } from '../../src/chat/email.ts';
import { readWords } from '../../src/chat/words.ts';

describe('an e-mail address', () => {
  it.each([
    'a@example.com',
    ' A.B@Example.COM ',
    "o'brien+spending@mail.example.co.uk",
    'someone@example.photography',
    'jürgen@example.com',
    `${'x'.repeat(64)}@example.com`,
  ])('%s is accepted', (typed) => {
    expect(readEmail(typed)).toEqual({ ok: true, value: typed.trim() });
  });

  it.each([
    '',
    'a',
    '@',
    'a@b',
    'a..b@x.com',
    'a;:<>?@x.com',
    'x@y@z.com',
    'a\0b@x.com',
    'a\nb@x.com',
    'a\u200Bb@x.com',
    'a\u202Eb@x.com',
    'क\u094d\u200dष@x.com',
    '"a b"@x.com',
    'Ann <a@x.com>',
    'a@x..com',
    'a@-x.com',
    'a@127.0.0.1',
    '/quit@x.com x',
  ])('%j is refused', (typed) => {
    expect(readEmail(typed)).toMatchObject({ ok: false, problem: { key: 'email-invalid' } });
  });

  it('of more than 254 characters is told so', () => {
    expect(readEmail(`${'x'.repeat(250)}@x.com`)).toMatchObject({ problem: { key: 'email-too-long' } });
  });

  it('is read without an exception whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => typeof readEmail(typed).ok === 'boolean'),
    );
  });
});

describe('yes or no', () => {
  it.each(['y', 'Y', 'yes', ' YES ', 'Yes!', 'ｙ'])('%j is yes', (typed) =>
    expect(readYesNo(typed)).toBe(true),
  );
  it.each(['n', 'N', 'no', ' No. '])('%j is no', (typed) => expect(readYesNo(typed)).toBe(false));
  it.each(['', 'maybe', 'yn', 'ye', '1', '/y'])('%j is neither', (typed) =>
    expect(readYesNo(typed)).toBe(null),
  );
});

describe('words', () => {
  it('are 1 to so many characters, as Postgres counts them', () => {
    expect(readWords('🌵'.repeat(200), 200)).toEqual({ ok: true, value: '🌵'.repeat(200) });
    expect(readWords('🌵'.repeat(201), 200)).toMatchObject({ problem: { key: 'words-too-long' } });
    expect(readWords(' \n ', 200)).toMatchObject({ problem: { key: 'words-empty' } });
  });

  it.each(['क\u094d\u200dषमा', 'हिन\u094d\u200cदी', 'می\u200cخرم', '👨\u200d👩\u200d👧 zoo'])(
    '%s is taken as typed',
    (typed) => expect(readWords(typed, 100)).toEqual({ ok: true, value: typed }),
  );

  it.each(['te\u200da', 'чай\u200c', 'चाय\u200d', '\u200bचाय', 'चा\u200bय'])('%j is refused', (typed) =>
    expect(readWords(typed, 100)).toMatchObject({ problem: { key: 'words-hidden' } }),
  );

  it('are the same composed and decomposed', () => {
    expect(readWords('cafe\u0301', 100)).toEqual({ ok: true, value: 'café' });
    expect(readWords('\u095eसल', 100)).toEqual(readWords('फ\u093cसल', 100));
  });

  it('never hold control characters or line breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const read = readWords(typed, 100);
        return !read.ok || !/[\p{Cc}\p{Cs}]/u.test(read.value);
      }),
    );
  });
});

describe('button data', () => {
  const person = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const number = fc.integer({ min: 0, max: 2 ** 31 - 1 });

  it('is read as it was written and fits into 64 bytes', () => {
    fc.assert(
      fc.property(person, number, fc.string({ maxLength: 16 }), (personId, step, says) => {
        const data = answerData(personId, step, says);
        expect(Buffer.byteLength(answerData(personId, step, 'x'.repeat(16)))).toBeLessThanOrEqual(64);
        expect(readTap(data)).toEqual({ kind: 'answer', personId, step, says });
      }),
    );
    fc.assert(
      fc.property(
        person,
        fc.constantFrom('older' as const, 'newer' as const),
        number,
        (personId, from, than) => {
          const data = pageData(personId, { from, than });
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
          expect(readTap(data)).toEqual({ kind: 'page', personId, position: { from, than } });
        },
      ),
    );
  });

  it('of entries is read as it was written and fits into 64 bytes', () => {
    const id = fc.bigInt(1n, 10n ** 18n - 1n);
    fc.assert(
      fc.property(id, number, number, fc.string(), (at, count, index, category) => {
        const messageId = Number(at % BigInt(Number.MAX_SAFE_INTEGER)) + 1;
        const written = [
          { data: turnData('undo', at), tap: { kind: 'undo', changeId: at } },
          { data: turnData('redo', at), tap: { kind: 'redo', changeId: at } },
          { data: pickData(at), tap: { kind: 'pick', changeId: at } },
          {
            data: entryData({ id: at, revision: count }, 'categories'),
            tap: { kind: 'entry', id: at, revision: count, what: 'categories' },
          },
          {
            data: categoryData({ id: at, revision: count }, category),
            tap: { kind: 'category', id: at, revision: count, mark: nameMark(category) },
          },
          {
            data: categoryData({ id: at, revision: count }, null),
            tap: { kind: 'category', id: at, revision: count, mark: null },
          },
          {
            data: readingData({ messageId, asked: count, index }),
            tap: { kind: 'reading', messageId, asked: count, index },
          },
        ];
        for (const { data, tap } of written) {
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
          expect(readTap(data)).toEqual(tap);
        }
      }),
    );
  });

  it('is read without an exception whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (data) => void readTap(data)));
  });
});
