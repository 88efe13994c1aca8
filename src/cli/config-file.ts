import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const root = process.getuid?.() === 0;

/** Where settings are kept unless --config says otherwise: /etc for root, else the user's folder for configuration. */
export function defaultConfigFile(env: NodeJS.ProcessEnv, isRoot = root): string {
  if (isRoot) return '/etc/spndr/spndr.env';
  const xdg = env.XDG_CONFIG_HOME;
  // The XDG specification says that a relative path is to be ignored.
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.config'), 'spndr', 'spndr.env');
}

/** The file to read: the one given, else the usual one where it is there, else none (null). */
export function configFileToRead(
  given: string | undefined,
  env: NodeJS.ProcessEnv,
  isRoot = root,
): string | null {
  if (given !== undefined) return given;
  const usual = defaultConfigFile(env, isRoot);
  return existsSync(usual) ? usual : null;
}
