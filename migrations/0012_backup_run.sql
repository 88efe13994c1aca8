-- Up Migration

-- The backups that daemons made by the schedule, by the time they were due: what has a row is done, by whoever it was.
create table backup_run (
  due_at timestamptz primary key,
  finished_at timestamptz not null default now(),
  -- the name of the file, in the directory of the daemon that made it; null: it failed
  file text,
  bytes bigint,
  error text,
  check ((file is null) = (error is not null)),
  check ((file is null) = (bytes is null))
);

-- Down Migration

drop table backup_run;
