import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, rootCertificates } from 'node:tls';
import type { Client } from 'pg';

/** A pg client with the fields its types leave out. */
interface Connected {
  readonly ssl: boolean | ConnectionOptions;
  readonly connectionParameters: { readonly options?: string };
}

/** How a PostgreSQL program is to connect. */
export interface Libpq {
  readonly env: Readonly<Record<string, string>>;
  /** Deletes the files it needs until it is connected. */
  forget(): Promise<void>;
}

/**
 * Makes a PostgreSQL program connect as `client` did: to the same server, in the same role, trusting the same
 * certificates. The password goes into a file readable by its owner only: arguments are visible to everybody on the
 * machine, an environment to some (`ps e`, core dumps, child processes).
 */
export async function libpqOf(client: Client): Promise<Libpq> {
  const directory = join(tmpdir(), `spndr-${randomUUID()}`);
  await mkdir(directory, { mode: 0o700 });
  const forget = () => rm(directory, { recursive: true, force: true });
  try {
    const { ssl, connectionParameters } = client as unknown as Connected;
    const { host, port, user = '', database = user, password } = client;
    const files = {
      PGPASSFILE: !password ? null : `*:*:*:*:${password.replace(/[\\:]/g, '\\$&')}\n`,
      ...(await certificates(ssl)),
    };
    const env: Record<string, string> = {
      PGHOST: host.replace(/^\[|\]$/g, ''),
      PGPORT: String(port),
      PGUSER: user,
      PGDATABASE: database,
      PGSSLMODE: sslMode(ssl),
      PGGSSENCMODE: 'disable',
      PGCONNECT_TIMEOUT: '10',
      ...(connectionParameters.options ? { PGOPTIONS: connectionParameters.options } : {}),
    };
    for (const [name, content] of Object.entries(files)) {
      // set even without content, so that the program does not look in a home directory
      env[name] = join(directory, name);
      if (content !== null) await writeFile(env[name], content, { mode: 0o600 });
    }
    return { env, forget };
  } catch (error) {
    await forget();
    throw error;
  }
}

function sslMode(ssl: Connected['ssl']): string {
  if (ssl === false) return 'disable';
  if (ssl === true) return 'verify-full';
  if (ssl.rejectUnauthorized === false) return 'require';
  return ssl.checkServerIdentity === undefined ? 'verify-full' : 'verify-ca';
}

async function certificates(ssl: Connected['ssl']): Promise<Record<string, string | null>> {
  const { ca, cert, key, rejectUnauthorized } = typeof ssl === 'boolean' ? {} : ssl;
  const isChecked = ssl !== false && rejectUnauthorized !== false;
  return {
    PGSSLROOTCERT: isChecked ? (ca ? String(ca) : await wellKnown()) : null,
    PGSSLCERT: cert ? String(cert) : null,
    PGSSLKEY: key ? String(key) : null,
  };
}

/** The certificate authorities that Node trusts by default. */
async function wellKnown(): Promise<string> {
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  const more = extra ? await readFile(extra, 'utf8').catch(() => '') : '';
  return [...rootCertificates, more].join('\n');
}
