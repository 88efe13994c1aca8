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
  for (const line of badLines)
    problems.push(`${file} line ${line} is not NAME=value; mend it or begin it with #`);
  for (const name of values.keys()) {
    // other programs may share the file, so only names beginning with SPNDR_ are checked
    if (name.startsWith('SPNDR_') && !names.includes(name)) {
      problems.push(`${file} sets ${name}, which spndr does not know; see the settings in the README`);
    }
  }
  return values;
}

/** A line of which systemd, which gives the daemon the settings of the same file, reads something else than spndr. */
interface OddLine {
  /** From 1. */
  readonly line: number;
  readonly name: string;
  readonly why: string;
  readonly remedy: string;
}

const settingLine =
  /^(\uFEFF?)[ \t]*(export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^"'\s\\#]|(?<==)#|\\.)(?:[^\\]|\\.)*?|))(\s+#.*)?\s*$/;

/**
 * Reads NAME=value lines as systemd does: quotes around a value are dropped, and backslashes that escape something;
 * lines that begin with # or ; are comments. As in other .env files, `export ` before the name and a comment behind the
 * value are dropped, too; such lines are odd. The last of equal names counts. `badLines` are line numbers from 1.
 */
export function parseSettings(text: string): {
  values: Map<string, string>;
  badLines: number[];
  oddLines: OddLine[];
} {
  const values = new Map<string, string>();
  const badLines: number[] = [];
  const oddLines: OddLine[] = [];
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    if (/^\uFEFF?\s*([#;].*)?$/.test(content)) continue;
    const line = index + 1;
    const [, mark, exported, name, double, single, bare = '', comment] = settingLine.exec(content) ?? [];
    if (name === undefined) {
      badLines.push(line);
      continue;
    }
    const value = double?.replace(/\\(["\\`$])/g, '$1') ?? single ?? bare.replace(/\\(.)/g, '$1');
    values.set(name, value.trim());
    const odd = (why: string, remedy: string) => oddLines.push({ line, name, why, remedy });
    if (mark) odd('begins with a byte order mark', 'save the file without it');
    if (exported) odd('begins with export', 'leave that word out');
    if (comment)
      odd(
        'has a comment behind the value',
        'give it a line of its own, or quote the value if it belongs to it',
      );
  }
  return { values, badLines, oddLines };
}
