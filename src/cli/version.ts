import { existsSync, readFileSync } from 'node:fs';

/** The version in spndr's package.json, the nearest one above this file, compiled or not. */
export function version(): string {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) folder = new URL('../', folder);
  return JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')).version;
}
