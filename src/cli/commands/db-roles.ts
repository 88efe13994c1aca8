import type { Command } from 'commander';
import { botIdOf } from '../../daemon/bot-id.ts';
import { redisAcl } from '../../daemon/buffer/redis-acl.ts';
import { rolesSql } from '../../ledger/storage/roles.ts';
import { UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { decoded } from '../url-part.ts';

interface RolesOptions {
  owner: string;
  runtime: string;
  apply?: boolean;
  redis?: boolean;
}

/** Adds `spndr db roles` to `spndr db`. */
export function defineRoles(db: Command, io: CommandIo): void {
  const roles = db
    .command('roles')
    .description(
      'print (or apply) a role for migrations and one for the daemon that may only read and write rows',
    )
    .option('--owner <role>', 'the role that owns the tables and runs the migrations', 'spndr_owner')
    .option('--runtime <role>', 'the role that the daemon connects as', 'spndr')
    .option('--apply', 'make them in DATABASE_URL, which must be a superuser’s')
    .option('--redis', 'print the line for the ACL file of Redis instead')
    .action((options: RolesOptions) => run(io, options));
  examples(roles, [
    ['spndr db roles > roles.sql', 'to read before it is run'],
    ['spndr db roles --apply', 'then: \\password spndr and \\password spndr_owner in psql'],
    ['spndr db roles --redis >> /etc/redis/users.acl', 'with a password of yours in place of PASSWORD'],
  ]);
}

async function run(io: CommandIo, options: RolesOptions): Promise<void> {
  const { owner, runtime } = options;
  for (const name of [owner, runtime])
    if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name))
      throw new UsageError(`"${name}" is not a name for a role`, 'use a-z, 0-9 and _, at most 63 of them');
  if (owner === runtime)
    throw new UsageError('the owner and the runtime role are the same', 'give them different names');
  const config = await io.readConfig();
  const botId = config.botToken === null ? null : botIdOf(config.botToken);
  if (options.redis) return io.out.line(redisAcl(runtime, botId));
  if (config.databaseUrl === null)
    throw new UsageError(
      'the embedded database belongs to the owner of the data directory alone and needs no roles',
      'set DATABASE_URL to the PostgreSQL that is to have them',
    );
  const url = new URL(config.databaseUrl);
  const database = decoded(url.pathname.slice(1)) || decoded(url.username);
  const sql = rolesSql({ database, owner, runtime });
  if (!options.apply) return io.out.line(sql.trimEnd());
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: config.databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
  io.out.line(`${owner} owns the tables of ${database} now, ${runtime} reads and writes them`);
  io.out.note(
    `give both a password (\\password in psql); migrate as ${owner}, run spndr start --no-migrate as ${runtime}`,
  );
}
