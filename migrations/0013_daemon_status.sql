-- Up Migration

-- The daemons that run, as each says of itself every few seconds. Unlogged: after a crash of the server there is nothing
-- in it that would still be true, and saying "I am here" need not be written to the disk.
create unlogged table daemon (
  id uuid primary key,
  bot_id bigint not null,
  host text not null,
  pid integer not null,
  version text not null,
  mode text not null check (mode in ('polling', 'webhook')),
  buffer text not null check (buffer in ('postgres', 'redis')),
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- counts and times of the last minutes; nothing of a person
  figures jsonb not null,
  -- what went wrong last, and when; no words of a person
  last_error text,
  last_error_at timestamptz
) with (fillfactor = 50);

-- Down Migration

drop table daemon;
