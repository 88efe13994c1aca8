import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine } from '../../src/cli/doctor/finding.ts';
import { fileTrouble } from '../../src/cli/file-trouble.ts';
import { runCli } from '../helpers/cli.ts';

const denied = Object.assign(new Error("EACCES: permission denied, open '/srv/spndr/pepper'"), {
  code: 'EACCES',
  syscall: 'open',
  path: '/srv/spndr/pepper',
});

describe('an error of the file system', () => {
  it.each([
    ['EACCES', 'run spndr as the owner of SPNDR_DATA_DIR, or name a place that you may use'],
    ['EPERM', 'run spndr as the owner of SPNDR_DATA_DIR, or name a place that you may use'],
    ['EROFS', 'that file system is read-only: mount it for writing, or set SPNDR_DATA_DIR to another'],
    ['ENOSPC', 'no space is left there: free some, or set SPNDR_DATA_DIR to a larger file system'],
    ['ENOTDIR', 'a file is where a directory should be: move it, or set SPNDR_DATA_DIR to another place'],
  ])('%s comes with what to do', (code, remedy) => {
    const wrong = `/srv/spndr/pepper cannot be used (${code})`;
    expect(fileTrouble(Object.assign(new Error(), denied, { code }))).toEqual({ wrong, remedy });
  });

  it('says where no directory can be made', () => {
    const readOnly = { code: 'ENOENT', syscall: 'mkdir', path: '/srv/spndr' };
    expect(fileTrouble(Object.assign(new Error(), readOnly))).toEqual({
      wrong: '/srv/spndr cannot be used (ENOENT)',
      remedy:
        'see that its file system is there and mounted for writing, or set SPNDR_DATA_DIR to another place',
    });
  });

  it('names where a copy finds no room', () => {
    const full = { code: 'ENOSPC', syscall: 'copyfile', path: '/usr/lib/here', dest: '/srv/spndr/there' };
    expect(fileTrouble(Object.assign(new Error(), full))?.wrong).toBe(
      '/srv/spndr/there cannot be used (ENOSPC)',
    );
  });

  it('names no place where it has none', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    expect(fileTrouble(full)?.wrong).toBe('a file cannot be written (ENOSPC)');
  });

  it.each([
    { code: 'EMFILE', syscall: 'open', path: '/srv/spndr' },
    { code: 'EACCES', syscall: 'listen', address: '0.0.0.0', port: 80 },
    { code: 'EACCES', syscall: 'spawn pg_dump', path: 'pg_dump' },
    { code: 'EACCES' },
    { code: 'ENOENT', syscall: 'open', path: '/srv/spndr/pepper' },
  ])('is not %j', (properties) => {
    expect(fileTrouble(Object.assign(new Error('it'), properties))).toBeNull();
  });

  it('ends a command in one line with its remedy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spndr-file-trouble-'));
    writeFileSync(join(folder, 'file'), '');
    const dataDir = join(folder, 'file', 'data');
    const { code, stderr } = await runCli(['db', 'status'], { env: { SPNDR_DATA_DIR: dataDir } });
    expect(code).toBe(1);
    const line = `spndr: ${dataDir} cannot be used (ENOTDIR); a file is where a directory should be`;
    expect(stderr).toContain(line);
    expect(stderr).not.toContain('--debug');
    const file = await runCli(['db', 'status'], { env: { SPNDR_DATA_DIR: join(folder, 'file') } });
    expect(file).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${join(folder, 'file')} cannot be used (EEXIST); a file is`),
    });
  });

  it('ends a command where the system denies that the parent is there', { timeout: 30_000 }, async () => {
    const { code, stderr } = await runCli(['start', '--polling'], {
      env: { SPNDR_DATA_DIR: '/proc/spndr/data', SPNDR_BOT_TOKEN: '7:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/spndr: \/proc\/spndr cannot be used \((ENOENT|EACCES|EROFS)\); /);
  });

  it('is whole where a check of the doctor meets it', async () => {
    const findings = await examine([{ name: 'file modes', run: () => Promise.reject(denied) }], 1_000);
    expect(findings).toEqual([
      {
        check: 'file modes',
        state: 'wrong',
        words: '/srv/spndr/pepper cannot be used (EACCES)',
        remedy: 'run spndr as the owner of SPNDR_DATA_DIR, or name a place that you may use',
      },
    ]);
  });
});
