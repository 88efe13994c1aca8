import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const root = process.getuid?.() === 0;

/** The default settings file: in /etc for root, else in the user's configuration directory. */
export function defaultConfigFile(env: NodeJS.ProcessEnv, isRoot = root): string {
  if (isRoot) return '/etc/spndr/spndr.env';
  const xdg = env.XDG_CONFIG_HOME;
  // the XDG specification says to ignore a relative path
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.config'), 'spndr', 'spndr.env');
}

/** The settings file to read: the one given, else the default one if it exists, else null. */
export function configFileToRead(
  given: string | undefined,
  env: NodeJS.ProcessEnv,
  isRoot = root,
): string | null {
  if (given !== undefined) return given;
  const usual = defaultConfigFile(env, isRoot);
  return existsSync(usual) ? usual : null;
}
