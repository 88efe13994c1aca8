-- Up Migration

-- Wrong passwords in a row, by who tried and by the address that was tried (a digest: it need not be an account's).
create table log_in_failure (
  subject text primary key,
  failures integer not null check (failures > 0),
  failed_at timestamptz not null
);

-- Down Migration

drop table log_in_failure;
