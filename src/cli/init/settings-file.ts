import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isThere } from '../../ledger/storage/make-directory.ts';
import { codeOf, Failure } from '../failure.ts';

const header = '# Settings of spndr, as spndr init wrote them. The environment overrides them.\n';

/**
 * Changes settings in the text of a settings file, or removes those that are null; a NAME_FILE line is one of NAME.
 * Every other line stays; new settings come last. An empty text gets a comment at its beginning.
 */
export function changeSettings(text: string, changes: ReadonlyMap<string, string | null>): string {
  const left = new Map(changes);
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const kept = lines.flatMap((line) => {
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*?)(?:_FILE)?\s*=/.exec(line)?.[1];
    if (name === undefined || !changes.has(name)) return [line];
    const value = left.get(name);
    // the last of equal names would count, so only one is kept
    left.delete(name);
    return typeof value === 'string' ? [settingLine(name, value)] : [];
  });
  for (const [name, value] of left) if (value !== null) kept.push(settingLine(name, value));
  return `${text === '' ? header : ''}${kept.join('\n')}\n`;
}

/** A line for a setting, which systemd and shells read alike. Throws `Failure` for a value with a line break. */
function settingLine(name: string, value: string): string {
  if (/^[\w:/@.,%+?=*-]+$/.test(value)) return `${name}=${value}`;
  if (/[\r\n]/.test(value)) throw new Failure(`${name} holds a line break`, 'write it as %0A');
  if (/["\\`$]/.test(value) && !value.includes("'")) return `${name}='${value}'`;
  return `${name}="${value.replace(/["\\`$]/g, '\\$&')}"`;
}

/** The text of the file; null: there is none. Throws `Failure` if it cannot be read. */
export async function readSettingsText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new Failure(`cannot read ${file} (${codeOf(error)})`, 'check its path and permissions', {
      cause: error,
    });
  }
}

/** Throws the `Failure` of `writeSettingsText` if it is already clear that the file cannot be written. */
export async function requireWritable(file: string): Promise<void> {
  let folder = dirname(await realpath(file).catch(() => resolve(file)));
  // missing directories are created when the file is written
  while (!(await isThere(folder)) && folder !== dirname(folder)) folder = dirname(folder);
  const trial = join(folder, `.spndr-init.${randomBytes(6).toString('hex')}`);
  try {
    await (await open(trial, 'wx', 0o600)).close();
  } catch (error) {
    throw unwritable(file, error);
  } finally {
    await unlink(trial).catch(() => {});
  }
}

function unwritable(file: string, cause: unknown): Failure {
  return new Failure(
    `cannot write ${file} (${codeOf(cause)})`,
    'check its path and permissions, or name another one with --config',
    { cause },
  );
}

/**
 * Writes the file (the target, if it is a symlink) completely or not at all, readable by its owner only; an existing
 * one keeps its owner. Throws `Failure` if it cannot be written.
 */
export async function writeSettingsText(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const draft = `${target}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    const owner = await stat(target).catch(() => null);
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (owner && process.getuid?.() === 0) await chown(draft, owner.uid, owner.gid);
    await rename(draft, target);
  } catch (error) {
    throw unwritable(file, error);
  } finally {
    await unlink(draft).catch(() => {});
  }
}
