-- Up Migration

alter table link
  -- another one each time that somebody is linked, so that a button can name this very link
  add column id bigint generated always as identity unique,
  -- the person's first name at that time; null: it was not kept
  add column person_name text,
  -- what showed that they may
  add column how text check (how in ('password', 'code', 'sign-up', 'import'));

-- One-time codes of /link. A code is a secret: only its SHA-256, in hexadecimal digits, is kept.
create table link_code (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  account_id bigint not null references account on delete cascade,
  bot_id bigint not null,
  -- who made it
  person_id bigint not null,
  expires_at timestamptz not null,
  unique (bot_id, person_id)
);
create index link_code_account on link_code (account_id);

-- Who gave the right password and waits until somebody linked to the account allows it.
create table link_request (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  bot_id bigint not null,
  person_id bigint not null,
  person_name text not null,
  expires_at timestamptz not null,
  unique (bot_id, person_id)
);
create index link_request_account on link_request (account_id);

-- Codes of `spndr invite`, kept like those of /link.
create table invite (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  uses_left integer not null check (uses_left >= 0),
  expires_at timestamptz not null
);

-- Who gave such a code and has not signed up yet.
create table invited_person (
  bot_id bigint not null,
  person_id bigint not null,
  primary key (bot_id, person_id)
);

-- Down Migration

drop table invited_person;
drop table invite;
drop table link_request;
drop table link_code;
alter table link
  drop column how,
  drop column person_name,
  drop column id;
