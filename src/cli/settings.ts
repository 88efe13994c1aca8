import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './failure.ts';

/** The values that are set, trimmed, and problems with their sources. */
export interface Settings {
  readonly values: Map<string, string>;
  readonly problems: string[];
}

/**
 * Reads the named settings: from the environment, else systemd's credentials (files with these names in
 * `$CREDENTIALS_DIRECTORY`), else `file`. In the environment and in `file`, `secrets` may be given as NAME_FILE=path
 * instead. An empty value counts as not set.
 */
export function readSources(options: {
  names: readonly string[];
  secrets: readonly string[];
  env: NodeJS.ProcessEnv;
  file: string | null;
}): Settings {
  const { names, secrets, env, file } = options;
  const problems: string[] = [];
  const inFiles = secrets.map((name) => `${name}_FILE`);
  const fromFile =
    file === null ? new Map<string, string>() : readSettingsFile(file, [...names, ...inFiles], problems);
  const values = new Map<string, string>();
  for (const name of names) {
    const isSecret = secrets.includes(name);
    const value =
      env[name]?.trim() ||
      (isSecret && secretFile(name, env[`${name}_FILE`], problems)) ||
      credential(name, env, problems) ||
      fromFile.get(name) ||
      (isSecret && secretFile(name, fromFile.get(`${name}_FILE`), problems));
    if (value) values.set(name, value);
  }
  return { values, problems };
}

/** The secret in the file at `path`, as container platforms provide them; null: no path, or it cannot be read. */
function secretFile(name: string, path: string | undefined, problems: string[]): string | null {
  if (!path?.trim()) return null;
  try {
    const secret = readFileSync(path.trim(), 'utf8').trim();
    if (secret === '') problems.push(`${name}_FILE names an empty file; put the secret into it`);
    return secret;
  } catch (error) {
    problems.push(
      `${name}_FILE names a file that cannot be read (${codeOf(error)}); check path and permissions`,
    );
    return null;
  }
}

function credential(name: string, env: NodeJS.ProcessEnv, problems: string[]): string | null {
  if (!env.CREDENTIALS_DIRECTORY) return null;
  const path = join(env.CREDENTIALS_DIRECTORY, name);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      problems.push(`cannot read ${path} (${codeOf(error)}); check the unit file`);
    return null;
  }
}

function readSettingsFile(file: string, names: readonly string[], problems: string[]): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    problems.push(`cannot read ${file} (${codeOf(error)}); check the path given with --config`);
    return new Map();
  }
  const { values, badLines } = parseSettings(text);
  for (const { line, wrong } of badLines) problems.push(`${file} line ${line} ${wrong}`);
  for (const name of values.keys()) {
    // other programs may share the file, so only names beginning with SPNDR_ are checked
    if (name.startsWith('SPNDR_') && !names.includes(name)) {
      problems.push(`${file} sets ${name}, which spndr does not know; see the settings in the README`);
    }
  }
  return values;
}

/** A line that is not NAME=value: its number, from 1, and what is wrong, with the remedy. */
interface BadLine {
  readonly line: number;
  readonly wrong: string;
}

/**
 * Reads NAME=value lines as systemd does, which gives the daemon those of the same file: quotes around a value are
 * dropped, and backslashes that escape something; lines that begin with # or ; are comments. Lines that spndr could
 * read and systemd reads otherwise are bad. The last of equal names counts.
 */
export function parseSettings(text: string): { values: Map<string, string>; badLines: BadLine[] } {
  const values = new Map<string, string>();
  const badLines: BadLine[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*([#;].*)?$/.test(line)) continue;
    const match =
      /^[ \t]*([A-Za-z_]\w*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^"'\s\\]|\\.)(?:[^\\]|\\.)*|))\s*$/.exec(
        line,
      );
    const [, name, double, single, bare = ''] = match ?? [];
    if (name === undefined || /(^|\s)#/.test(bare))
      badLines.push({ line: index + 1, wrong: problemOf(line) });
    else
      values.set(
        name,
        (double?.replace(/\\(["\\`$])/g, '$1') ?? single ?? bare.replace(/\\(.)/g, '$1')).trim(),
      );
  }
  return { values, badLines };
}

function problemOf(line: string): string {
  if (/^\uFEFF/.test(line))
    return 'begins with an invisible byte order mark, which systemd takes for a part of the name; save the file without it';
  if (/^\s*export\s/.test(line))
    return 'begins with export, and systemd ignores such a line; leave that word out';
  if (/=(.*\s|)#/.test(line))
    return 'has a comment behind the value, which systemd takes for a part of it; put it on a line of its own, or the value in quotes if it belongs to it';
  return 'is not NAME=value; mend it or begin it with #';
}
