import { chmod, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeDirectory } from '../storage/make-directory.ts';
import type { Account } from './run.ts';

/** Accounts the server may run as when we are root, best first. */
const preferred = ['spndr', 'postgres', 'nobody'];

/** The real path of the data directory, and the account the server runs as; null: the current one. */
export interface Place {
  readonly dataDir: string;
  readonly account: Account | null;
}

/**
 * Creates `dataDir` (0700; as root 0711, so that the server's account can reach its part of it) and decides which
 * account the server runs as, since Postgres refuses root. An existing cluster keeps its owner. Throws an Error with
 * the remedy if that account cannot reach the directory.
 */
export async function preparePlace(dataDir: string): Promise<Place> {
  const isRoot = process.geteuid?.() === 0;
  await makeDirectory(resolve(dataDir), isRoot ? 0o711 : 0o700);
  const real = await realpath(dataDir);
  if (process.platform !== 'win32' && /["$`\\\n]/.test(real))
    throw new Error(
      `the data directory ${real} has a character that Postgres cannot take: choose another SPNDR_DATA_DIR`,
    );
  const clusterOwner = await ownerOf(join(real, 'database'));
  if (!isRoot) {
    const self = process.geteuid?.();
    if (clusterOwner !== null && self !== undefined && clusterOwner !== self) {
      // when root runs spndr, the server's account owns only the database
      const asWhom = (await ownerOf(real)) === 0 ? 'root' : 'that user';
      throw new Error(
        `${join(real, 'database')} belongs to another user (uid ${clusterOwner}): run spndr as ${asWhom}, or set SPNDR_DATA_DIR to a directory of your own`,
      );
    }
    return { dataDir: real, account: null };
  }
  const accounts = await systemAccounts();
  const account =
    clusterOwner === null
      ? preferred.flatMap((name) => accounts.filter((one) => one.name === name && one.uid !== 0))[0]
      : accounts.find((one) => one.uid === clusterOwner && one.uid !== 0);
  if (account === undefined)
    throw new Error(
      clusterOwner === null
        ? `Postgres does not run as root and there is no account ${preferred.join(', ')} on this machine: create one (useradd --system spndr), or set DATABASE_URL`
        : `${join(real, 'database')} belongs to uid ${clusterOwner}, which Postgres cannot run as: give it to an account made for it (chown -R), or set DATABASE_URL`,
    );
  await makeReachable(real, account, accounts);
  return { dataDir: real, account };
}

/**
 * Lets `account` pass through the data directory. Throws if it cannot pass a parent, as those are not ours to change.
 */
async function makeReachable(dataDir: string, account: Account, accounts: readonly Listed[]): Promise<void> {
  for (let directory = dirname(dataDir); ; directory = dirname(directory)) {
    if (!(await canPass(directory, account)))
      throw new Error(
        `Postgres runs as ${account.name}, which may not enter ${directory}: set SPNDR_DATA_DIR to a directory outside it, or allow it (chmod o+x ${directory})`,
      );
    if (directory === dirname(directory)) break;
  }
  if (await canPass(dataDir, account)) return;
  if (accounts.some((one) => one.home === dataDir))
    throw new Error(`${dataDir} is a home directory: set SPNDR_DATA_DIR to a directory of spndr's own`);
  const { mode } = await stat(dataDir);
  await chmod(dataDir, (mode & 0o7777) | 0o011);
}

async function canPass(directory: string, account: Account): Promise<boolean> {
  const { mode, uid, gid } = await stat(directory);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}

async function ownerOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).uid;
  } catch {
    return null;
  }
}

interface Listed extends Account {
  readonly home: string;
}

async function systemAccounts(): Promise<Listed[]> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const [name, , uid, gid, , home] = line.split(':');
    if (!name || !uid || !gid) return [];
    return [{ name, uid: Number(uid), gid: Number(gid), home: home ?? '' }];
  });
}
