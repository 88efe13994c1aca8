import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/chat/commands/registry.ts';
import { readYesNo } from '../../src/chat/dialogues/yes-no.ts';
import { readOrder } from '../../src/chat/entry/orders.ts';
import { languageNamed, languages } from '../../src/chat/language.ts';
import { firstMeaningOf, meaningOf } from '../../src/chat/typed.ts';
import { parseAmendment } from '../../src/ledger/entry/amendment.ts';
import { parseEntry } from '../../src/ledger/entry/parse.ts';
import { localeSources, strictRenderer } from '../helpers/locales.ts';

const src = new URL('../../src/', import.meta.url);
const locales = [...localeSources()];
const renderer = strictRenderer();

/** Every key that the program says, wherever it says it. */
function keysInCode(): ReadonlySet<string> {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(chat|daemon)\/.*\.ts$/.test(file),
  );
  const code = files.map((file) => readFileSync(new URL(file, src), 'utf8')).join('\n');
  const said = code.matchAll(/(?:\bphrase\(\s*|\bkey: )'([a-z-]+)'/g);
  return new Set([
    ...[...said].map(([, key = '']) => key),
    ...commands.map(({ description }) => description),
  ]);
}

/** Whether the grammar knows the words of a language yet: its examples are made of them. */
function isRead(locale: string): boolean {
  return existsSync(new URL(`ledger/entry/words/${locale.slice(0, 2)}.ts`, src));
}

/** Key -> source of its message, of one language. */
function messagesOf(source: string): ReadonlyMap<string, string> {
  const parts = source.split(/^([a-z][a-z-]*) =/m).slice(1);
  const keys = parts.filter((_, index) => index % 2 === 0);
  return new Map(keys.map((key, index) => [key, (parts[index * 2 + 1] ?? '').replace(/^#.*$/gm, '')]));
}

function all(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([whole, group]) => group ?? whole);
}

/** Whether as many tags open as close, in every variant, in their order. */
function isWellFormed(variant: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = ''] of variant.matchAll(/<(\/?)(\w+)>/g)) {
    if (!['b', 'i', 'code'].includes(name)) return false;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/<(?!\/?\w+>)/.test(variant);
}

const english = messagesOf(localeSources().get('en') ?? '');

it('every language that can be chosen has its words, and the other way round', () => {
  expect(Object.keys(languages).sort()).toEqual(locales.map(([locale]) => locale).sort());
});

describe.each(locales)('%s.ftl', (locale, source) => {
  const messages = messagesOf(source);

  it('has every key that is said, once, and no other', () => {
    const entries = all(/^([a-z][a-z-]*) =/gm, source);
    expect([...entries].sort()).toEqual([...keysInCode()].sort());
  });

  it('is read without leaving anything out', () => {
    expect(new FluentResource(source).body.map(({ id }) => id)).toEqual([...messages.keys()]);
  });

  it('names the variables and the kinds of choice that English names, and marks up as it does', () => {
    const shape = (message = '') => ({
      variables: [...new Set(all(/\$\w+/g, message))].sort(),
      tags: [...new Set(all(/<\w+>/g, message))].sort(),
      choices: [...new Set(all(/\[([a-z]+)\]/g, message))]
        .filter((name) => !['zero', 'one', 'two', 'few', 'many', 'other'].includes(name))
        .sort(),
    });
    for (const [key, message] of messages) {
      expect({ key, ...shape(message) }).toEqual({ key, ...shape(english.get(key)) });
    }
  });

  it('closes every tag that it opens', () => {
    const lines = source.split('\n').filter((line) => !line.startsWith('#'));
    const variants = lines.map((line) => ({ line, ok: isWellFormed(line) }));
    expect(variants.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('has a form for every number wherever it counts', () => {
    const rules = new Intl.PluralRules(locale);
    const needed = new Set(Array.from({ length: 1_000 }, (_, count) => rules.select(count)));
    for (const [key, message] of messages) {
      for (const [, variants = ''] of message.matchAll(
        /\{ \$(?:count|seconds) ->([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g,
      )) {
        const has = new Set(all(/\[(\w+)\]/g, variants));
        expect({ key, lacks: [...needed].filter((form) => !has.has(form)) }).toEqual({ key, lacks: [] });
      }
    }
  });

  it('keeps to the room that is reckoned with: of a line, a part, a button, a note and a menu', () => {
    const rendered = (key: string, args = {}) => renderer.plain({ key, args }, locale).length;
    const longest = (key: string) => {
      const lines = (messages.get(key) ?? '')
        .split('\n')
        .map((line) => line.replace(/<[^>]*>|\{[^}]*\}/g, ''));
      return Math.max(...lines.map((line) => line.trim().length));
    };
    const day = { day: '2025-09-30' };
    const price = { money: { minor: '99999999999999', currency: 'XAF' } };
    const parts = ['part-vendor', 'part-category', 'part-tags'].map((key) =>
      rendered(key, { vendor: '', category: '', tags: '' }),
    );
    expect(Math.max(...parts) + ' · '.length).toBeLessThanOrEqual(15);
    expect(rendered('part-spread', { unit: 'month', count: 999 }) + ' · '.length).toBeLessThanOrEqual(30);
    const refund = { phrase: { key: 'part-refund', args: { price } } };
    expect(
      rendered('purchase', { number: 1_000_000, item: '', rest: refund }) + rendered('part-day', { day }) + 3,
    ).toBeLessThanOrEqual(90);
    for (const key of buttons) expect({ key, fits: longest(key) <= 40 }).toEqual({ key, fits: true });
    for (const key of notes) expect({ key, fits: rendered(key) <= 200 }).toEqual({ key, fits: true });
    for (const { description } of commands) {
      expect({ description, fits: rendered(description) > 2 && rendered(description) <= 256 }).toEqual({
        description,
        fits: true,
      });
    }
    // Some of these stand in one message with a page of 3,700 of Telegram's 4,096.
    for (const key of messages.keys())
      expect({ key, fits: longest(key) <= 390 }).toEqual({ key, fits: true });
  });

  it.each(isRead(locale) ? [locale] : [])('teaches by examples that are read as they are meant', () => {
    const options = {
      today: '2025-03-05',
      currency: 'EUR',
      locale,
      categories: [],
      vendors: [],
      answers: new Map(),
    };
    for (const key of ['how-to-enter', 'help-entries'] as const) {
      const [first = '', second = ''] = examplesIn(locale, key);
      for (const text of key === 'how-to-enter' ? [first, second] : [first]) {
        const { entries, question, problems } = parseEntry(text, options);
        expect({ text, question, problems, entries: entries.length }).toEqual({
          text,
          question: null,
          problems: [],
          entries: 1,
        });
      }
    }
    const [, long = ''] = examplesIn(locale, 'how-to-enter');
    for (const text of [long, examplesIn(locale, 'help-entries')[0] ?? '']) {
      const [entry] = parseEntry(text, options).entries;
      expect({ text, day: entry?.date, minor: entry?.money.minor }).toEqual({
        text,
        day: '2025-03-04',
        minor: 1250n,
      });
      expect([entry?.vendor, entry?.category, entry?.item].map((name) => (name ?? '').length > 1)).toEqual([
        true,
        true,
        true,
      ]);
    }
    for (const text of examplesIn(locale, 'category-which')) {
      expect({ text, category: parseAmendment(text, options).amendment?.category?.length }).toEqual({
        text,
        category: text.length - 1,
      });
    }
  });

  it.each(isRead(locale) ? [locale] : [])('teaches orders that are obeyed', () => {
    const options = {
      today: '2025-03-05',
      currency: 'EUR',
      locale,
      categories: [],
      vendors: [],
      answers: new Map(),
    };
    const [
      price = '',
      category = '',
      vendor = '',
      day = '',
      undo = '',
      remove = '',
      refund = '',
      split = '',
    ] = examplesIn(locale, 'mend-how');
    const amendment = (text: string) => parseAmendment(text, options).amendment;
    expect(amendment(price)?.money?.minor).toBe(1850n);
    expect(amendment(category)?.category).toBe(category.slice(1));
    expect(amendment(vendor)?.vendor).toBe(vendor.slice(1));
    expect(amendment(day)?.date).toBe('2025-03-04');
    expect([undo, remove, split].map((text) => readOrder(text).kind)).toEqual(['undo', 'remove', 'split']);
    expect({ refund, kind: amendment(refund)?.kind }).toEqual({ refund, kind: 'refund' });
    for (const text of [split, ...examplesIn(locale, 'split-how')]) {
      const order = readOrder(text);
      expect({ text, kind: order.kind }).toEqual({ text, kind: 'split' });
      const { entries } = parseEntry(`60 EUR: ${order.kind === 'split' ? order.parts : ''}`, {
        ...options,
        answers: new Map(),
      });
      if (text === split) expect({ text, entries: entries.length }).toEqual({ text, entries: 2 });
    }
    expect(examplesIn(locale, 'entry-is-removed').map((text) => readOrder(text).kind)).toEqual(['undo']);
    expect(
      examplesIn(locale, 'settings-how').map(
        (text) => firstMeaningOf('setting', text.replace('/settings ', ''))?.meaning,
      ),
    ).toEqual(['currency', 'zone']);
  });

  it('knows what stands on its buttons when it is typed', () => {
    const label = (key: string) => renderer.plain({ key }, locale);
    expect([readYesNo(label('yes')), readYesNo(label('no'))]).toEqual([true, false]);
    expect(meaningOf('skip', label('skip'))).toBe('skip');
    expect(meaningOf('password', label('password-keep'))).toBe('keep');
    expect([meaningOf('theme', label('theme-light')), meaningOf('theme', label('theme-dark'))]).toEqual([
      'light',
      'dark',
    ]);
    const settings = ['language', 'currency', 'zone', 'week', 'numbers', 'theme'] as const;
    expect(settings.map((name) => meaningOf('setting', label(`setting-${name}`)))).toEqual(settings);
    const orders = ['undo', 'redo', 'remove'] as const;
    expect(orders.map((order) => readOrder(label(order)).kind)).toEqual(orders);
    expect(languageNamed(languages[locale] ?? '', 'en')).toBe(locale);
    for (const [key, message] of messages) {
      for (const asked of message.matchAll(/\(([^/()]+)\/([^/()]+)\)/g)) {
        expect({ key, asked: [readYesNo(asked[1] ?? ''), readYesNo(asked[2] ?? '')] }).toEqual({
          key,
          asked: [true, false],
        });
      }
    }
  });
});

/** Said on a button, with a person's words in some. */
const buttons = [
  ...[
    'yes',
    'no',
    'skip',
    'older',
    'newer',
    'keep',
    'leave-as-is',
    'way-log-in',
    'way-sign-up',
    'never-mind',
  ],
  ...['choice-rest', 'choice-drop', 'undo', 'redo', 'edit', 'remove', 'history', 'back', 'change-category'],
  ...[
    'category-none',
    'always-vendor',
    'always-item',
    'just-once',
    'categories-hidden',
    'categories-back',
    'rename',
  ],
  ...['allow', 'refuse', 'revoke'],
  ...['merge', 'hide', 'unhide', 'forget-rules', 'as-usual', 'theme-light', 'theme-dark'],
];

/** Said as the note that answers a tap. */
const notes = [
  'button-unknown',
  'button-stale',
  'button-not-yours',
  'button-no-account',
  'button-changed',
  'not-allowed',
  'category-gone',
  'one-at-a-time',
  'merge-alone',
];

function examplesIn(locale: string, key: string): readonly string[] {
  const html = renderer.html([{ key }], locale);
  return all(/<code>(.*?)<\/code>/g, html);
}

describe('the commands', () => {
  it('have names that Telegram takes, each once', () => {
    const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]{1,32}$/);
  });
});
