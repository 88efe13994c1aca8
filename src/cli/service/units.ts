import { readFileSync } from 'node:fs';
import { packageFile } from '../../ledger/storage/package-file.ts';
import { Failure } from '../failure.ts';

/** What the units of a machine refer to. All paths are absolute. */
export interface Place {
  readonly node: string;
  /** spndr's compiled script. */
  readonly spndr: string;
  /** The account that the daemon runs as; not used for a user's units. */
  readonly account: string;
  /** The folder with one file per secret. */
  readonly credentials: string;
  readonly mode: 'polling' | 'webhook';
}

/** Whose service manager the units are for: the machine's, or one user's. */
export type Scope = 'system' | 'user';

/** The place assumed in the files of systemd/, which `unitText` replaces by the machine's own. */
export const shippedPlace: Readonly<Record<Scope, Place>> = {
  system: shipped('/etc/spndr/credentials'),
  user: shipped('%E/spndr/credentials'),
};

function shipped(credentials: string): Place {
  const spndr = '/usr/lib/node_modules/spndr/dist/bin/spndr.js';
  return { node: '/usr/bin/node', spndr, account: 'spndr', credentials, mode: 'polling' };
}

/** The unit that holds the port of a webhook. */
export const socketUnit = 'spndr.socket';

/** The names of the units, the daemon's first. With a webhook, a socket unit holds its port. */
export function unitNames(scope: Scope, mode: Place['mode']): readonly string[] {
  if (scope === 'user') return ['spndr.service'];
  const socket = mode === 'webhook' ? [socketUnit] : [];
  return ['spndr.service', 'spndr@.service', ...socket, 'spndr-backup.service', 'spndr-backup.timer'];
}

/**
 * The text of the unit `name` for `place`, with the webhook's port on `listen` (host:port). Throws `Failure` if systemd
 * would misread a path.
 */
export function unitText(name: string, scope: Scope, place: Place, listen: string): string {
  const folder = scope === 'user' ? 'systemd/user' : 'systemd';
  const from = shippedPlace[scope];
  for (const path of [place.node, place.spndr, place.credentials]) {
    if (/^[\w@.+/-]+$/.test(path) || path === from.credentials) continue;
    throw new Failure(
      `systemd cannot be given the path ${path}`,
      'use one of letters, digits and @ . + / - _',
    );
  }
  return readFileSync(packageFile(`${folder}/${name}`), 'utf8')
    .replaceAll(from.node, place.node)
    .replaceAll(from.spndr, place.spndr)
    .replaceAll(`${from.credentials}/`, `${place.credentials}/`)
    .replaceAll(`User=${from.account}\n`, `User=${place.account}\n`)
    .replaceAll(`start --${from.mode}\n`, `start --${place.mode}\n`)
    .replaceAll('ListenStream=127.0.0.1:8443\n', `ListenStream=${listen}\n`);
}
