import { afterEach, describe, expect, it } from 'vitest';
import { pack, unpack } from '../../../src/ledger/backup/pack.ts';
import { restore } from '../../../src/ledger/backup/restore.ts';
import { snapshot } from '../../../src/ledger/backup/snapshot.ts';
import { everything, fill } from '../../helpers/filled.ts';
import { freshDatabase, query, type TestDatabase } from '../../helpers/postgres.ts';

const opened: TestDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.drop();
});

async function database(migrated = true): Promise<string> {
  const made = await freshDatabase({ migrated });
  opened.push(made);
  return made.url;
}

async function backup(url: string, passphrase: string | null = null): Promise<Buffer> {
  const archive = snapshot({ url, version: '1', pepper: 'p'.repeat(43), includePepper: passphrase !== null });
  const pieces: Buffer[] = [];
  for await (const piece of pack(archive, passphrase)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* inPieces(bytes: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function bring(url: string, bytes: Buffer, options: { passphrase?: string; overwrite?: boolean } = {}) {
  const { passphrase = 'never asked', overwrite = false } = options;
  const archive = unpack(inPieces(bytes), { passphrase: async () => passphrase });
  return restore({ url, archive, overwrite });
}

describe('a backup', () => {
  it.each([null, 'correct horse battery'])(
    'comes back into an empty database as it was (%s)',
    async (passphrase) => {
      const from = await database();
      await fill(from);
      const bytes = await backup(from, passphrase);
      const to = await database(false);
      const { manifest, replies } = await bring(to, bytes, passphrase === null ? {} : { passphrase });

      const [was, is] = [await everything(from), await everything(to)];
      expect(Object.keys(is)).toEqual(Object.keys(was));
      // what was under way stands still
      const settled = ['outbox', 'dead_letter', 'buffered_update', 'poll_lease'];
      for (const table of Object.keys(was))
        if (!settled.includes(table)) expect(is[table]).toEqual(was[table]);
      expect(manifest.leftOut).toEqual(['buffered_update', 'poll_lease']);
      expect(is.buffered_update).toEqual([]);
      expect(replies).toBe(2);
      expect(await query(to, 'select state, claimed_by, error from outbox order by id')).toEqual([
        { state: 'failed', claimed_by: null, error: 'not sent: it was waiting when the backup was made' },
        { state: 'failed', claimed_by: null, error: 'not sent: it was waiting when the backup was made' },
        { state: 'failed', claimed_by: null, error: 'gone' },
      ]);
      expect(await query(to, 'select retry_at from dead_letter')).toEqual([{ retry_at: null }]);
      // the next numbers are not those that are taken
      const next =
        'insert into change (account_id, person_id, person_name, kind, state) values (1, 1, $1, $2, $3) returning id';
      expect(await query(to, next, ['x', 'record', 'done'])).toEqual([{ id: '3' }]);
      // and the rules are there again
      await expect(query(to, 'insert into link values (1, 1, 999)')).rejects.toThrow(/foreign key/);
    },
  );
});
