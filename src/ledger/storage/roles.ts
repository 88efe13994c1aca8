import { quoteName, quoteText } from './quote.ts';

/** The two roles for running a database with minimal privileges. Names are plain Postgres identifiers. */
export interface Roles {
  readonly database: string;
  /** Owns the tables and runs the migrations. */
  readonly owner: string;
  /** The daemon's role: it reads and writes rows, creates temporary tables, and can do nothing else. */
  readonly runtime: string;
}

/**
 * SQL that creates the roles if they do not exist, makes the owner own what spndr made in the schema `public`, and
 * gives the runtime role its rights, on future tables too. To be run by a superuser connected to the database; it can
 * be run again. It sets no passwords: the operator does.
 */
export function rolesSql(roles: Roles): string {
  const [database, owner, runtime] = [roles.database, roles.owner, roles.runtime].map(quoteName);
  return `-- The owner runs the migrations, the runtime role is the daemon's.
do $$ begin
  if to_regrole(${quoteText(owner ?? '')}) is null then create role ${owner} login; end if;
  if to_regrole(${quoteText(runtime ?? '')}) is null then create role ${runtime} login; end if;
end $$;

revoke all on database ${database} from public;
grant connect, temporary on database ${database} to ${owner}, ${runtime};
revoke create on schema public from public;
grant usage, create on schema public to ${owner};
grant usage on schema public to ${runtime};

-- What was made before there was an owner.
do $$ declare made text; begin
  for made in
    select format('table public.%I', relname) from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and relowner <> ${quoteText(owner ?? '')}::regrole
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
    union all
    select format('function %s', oid::regprocedure) from pg_proc
    where pronamespace = 'public'::regnamespace and prokind = 'f' and proowner <> ${quoteText(owner ?? '')}::regrole
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
  loop
    execute format('alter %s owner to ${owner}', made);
  end loop;
end $$;

grant select, insert, update, delete on all tables in schema public to ${runtime};
grant usage, select on all sequences in schema public to ${runtime};
alter default privileges for role ${owner} in schema public
  grant select, insert, update, delete on tables to ${runtime};
alter default privileges for role ${owner} in schema public grant usage, select on sequences to ${runtime};
`;
}
