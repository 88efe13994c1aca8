import { readdirSync, readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/chat/commands/registry.ts';
import { localeSources, strictRenderer } from '../helpers/locales.ts';

const src = new URL('../../src/', import.meta.url);

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

describe.each([...localeSources()])('%s.ftl', (_locale, source) => {
  const entries = source.split('\n').flatMap((line) => /^([a-z][a-z-]*) =/.exec(line)?.[1] ?? []);

  it('has every key that is said, and no other', () => {
    expect([...entries].sort()).toEqual([...keysInCode()].sort());
  });

  it('is read without leaving anything out', () => {
    expect(new FluentResource(source).body.map(({ id }) => id)).toEqual(entries);
  });
});

describe('the commands', () => {
  it('have names and descriptions that Telegram takes, each once', () => {
    const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]{1,32}$/);
    for (const locale of localeSources().keys()) {
      for (const { description } of commands) {
        const { length } = strictRenderer().plain({ key: description }, locale);
        expect(length).toBeGreaterThan(2);
        expect(length).toBeLessThanOrEqual(256);
      }
    }
  });
});
