import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The house rules: who may import whom, what the pure parts may touch, how long a file may be. */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function sourcesBelow(...folders: string[]): { path: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') })),
  );
}

/** Every module a file names, types included; relative ones as paths from the root. */
function importsOf(file: { path: string; text: string }): string[] {
  const specifiers = [...file.text.matchAll(/(?:from|import|import\()\s*'([^']+)'/g)].map(
    (match) => match[1]!,
  );
  return specifiers.map((name) =>
    name.startsWith('.') ? relative(root, join(root, dirname(file.path), name)) : name,
  );
}

const sources = sourcesBelow('bin', 'src');
const edges = sources.flatMap((file) => importsOf(file).map((to) => ({ from: file.path, to })));

const mayImport: Record<string, readonly string[]> = {
  bin: ['src/cli'],
  'src/cli': ['src/cli', 'src/daemon', 'src/chat', 'src/ledger', 'src/sandbox'],
  'src/daemon': ['src/daemon', 'src/chat', 'src/ledger'],
  'src/chat': ['src/chat', 'src/ledger'],
  'src/ledger': ['src/ledger'],
  'src/sandbox': ['src/sandbox'],
};

function roomOf(path: string): string {
  return path.startsWith('bin/') ? 'bin' : path.split('/').slice(0, 2).join('/');
}

test('there is something to check', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(edges.length).toBeGreaterThan(200);
});

test('imports run one way: bin -> cli -> daemon -> chat -> ledger, and sandbox stands alone', () => {
  const wrong = edges.filter(
    ({ from, to }) => to.startsWith('src/') && !mayImport[roomOf(from)]?.includes(roomOf(to)),
  );
  expect(wrong).toEqual([]);
});

test('the three loops know ports only: no store, no messenger, not each other', () => {
  const loops = ['src/daemon/intake.ts', 'src/daemon/processing.ts', 'src/daemon/delivery.ts'];
  const adapters =
    /^src\/daemon\/(telegram\/|buffer\/(redis|postgres)|store|daemon|secrets\/work)|^src\/ledger\/(?!group\.ts$)/;
  const wrong = edges.filter(
    ({ from, to }) =>
      loops.includes(from) && (adapters.test(to) || loops.includes(to) || /^(pg|kysely|ioredis)$/.test(to)),
  );
  expect(wrong).toEqual([]);
});

const isPure = (path: string) =>
  path.startsWith('src/chat/') ||
  /^src\/ledger\/(money|day|lengths)\.ts$|^src\/ledger\/entry\//.test(path) ||
  /^src\/ledger\/(reports\/(period|period-words|report|search-words)|purchases\/purchase|categories\/(suggest|cues))\.ts$/.test(
    path,
  );

test('chat and the pure files of ledger import nothing of Node and read no clock', () => {
  const imports = edges.filter(({ from, to }) => isPure(from) && to.startsWith('node:'));
  const clocks = sources
    .filter(({ path, text }) => isPure(path) && /Date\.now\(|new Date\(\)|performance\.now/.test(text))
    .map(({ path }) => path);
  expect({ imports, clocks }).toEqual({ imports: [], clocks: [] });
});

test('only the thread that draws loads what draws: it is large', () => {
  const draws = (to: string) => to === 'chart.js' || to === '@napi-rs/canvas';
  const drawing = sources.filter((file) => importsOf(file).some(draws)).map(({ path }) => path);
  expect(drawing.length).toBeGreaterThan(1);
  const grown = new Set(drawing);
  for (const path of grown) for (const { from, to } of edges) if (to === path) grown.add(from);
  expect([...grown].filter((path) => !path.startsWith('src/daemon/pictures/'))).toEqual([]);
  expect([...grown]).not.toContain('src/daemon/pictures/easel.ts');
});

test('no file is longer than 300 lines, but for lists of words', () => {
  const long = sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ path, lines }) => lines > 301 && !path.startsWith('src/ledger/entry/words/'));
  expect(long).toEqual([]);
});

test('only main ends the process', () => {
  const exits = sources.filter(({ text }) => /process\.exit\b/.test(text)).map(({ path }) => path);
  expect(exits).toEqual(['src/cli/main.ts']);
});

test('every exported function says what it does', () => {
  const silent = sources.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      if (!/^export (async )?function /.test(line)) return [];
      return /\*\/\s*$/.test(lines[index - 1] ?? '') ? [] : [`${path}:${index + 1} ${line}`];
    });
  });
  expect(silent).toEqual([]);
});

test('every test that docs/SECURITY.md names is there', () => {
  const page = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8');
  const named = page.matchAll(/`((?:chat|cli|daemon|dialogues|entry|fuzz|ledger)\/[\w./-]+)`/g);
  const names = [...new Set([...named].map(([, name]) => name ?? ''))];
  expect(names.length).toBeGreaterThan(20);
  const isThere = (name: string) =>
    [name, `${name}.test.ts`].some((file) => existsSync(join(root, 'test', file)));
  expect(names.filter((name) => !isThere(name))).toEqual([]);
});

test('no test is switched off, but for what only root can try', () => {
  const off = sourcesBelow('test')
    .filter(({ text }) => /\b(test|it|describe)\.(skip|only|todo|skipIf|runIf)\b(?!\(asRoot\))/.test(text))
    .map(({ path }) => path)
    .filter((path) => path !== 'test/architecture.test.ts');
  expect(off).toEqual([]);
});
