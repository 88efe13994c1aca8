import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFile } from '../../src/ledger/storage/package-file.ts';

const root = packageFile('.');
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** The names that headings have in links, as forges make them. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(pages)('%s', (page) => {
  const text = textOf(page);
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');

  test('leads nowhere that is not there', () => {
    const links = [...prose.matchAll(/\]\(([^)]+)\)|(?:src|srcset)="([^"]+)"/g)]
      .map(([, link, source]) => link ?? source ?? '')
      .filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('names files and scripts that are there', () => {
    const named = [
      ...prose.matchAll(/`((?:src|test|bin|bench|migrations|scripts|systemd|assets)\/[\w./-]*)`/g),
    ];
    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const migrations = [...text.matchAll(/\b\d{4}_[a-z_]+\b/g)].map(([name]) => name);
    expect(migrations.filter((name) => !existsSync(join(root, `migrations/${name}.sql`)))).toEqual([]);
    const run = [...text.matchAll(/npm run (?:--silent )?([a-z0-9:-]+)/g)].map(([, script = '']) => script);
    expect(run.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});
