-- Up Migration

-- People and what they spent -------------------------------------------------------------------------------------

create table account (
  id bigint generated always as identity primary key,
  email text not null check (length(email) between 3 and 254),
  password_hash text not null,
  locale text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  -- how many purchases were ever recorded; the next purchase's number is one more
  purchases_recorded integer not null default 0,
  created_at timestamptz not null default now()
);
create unique index account_email on account (lower(email));

create table link (
  bot_id bigint not null,
  person_id bigint not null,
  account_id bigint not null references account on delete cascade,
  created_at timestamptz not null default now(),
  primary key (bot_id, person_id)
);
create index link_account on link (account_id);

create table purchase (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  -- what the person sees: 1, 2, 3, ... within the account
  number integer not null,
  revision integer not null default 1,
  kind text not null default 'expense' check (kind in ('expense', 'income', 'refund')),
  item text not null check (length(item) between 1 and 200),
  -- minor units of the currency; the bound is 999,999,999,999.99 at the largest exponent in use (4)
  amount bigint not null check (amount between 1 and 9999999999999999),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  vendor text check (length(vendor) between 1 and 100),
  category text check (length(category) between 1 and 100),
  tags text[] not null default '{}',
  day date not null,
  removed boolean not null default false,
  -- the message it was made from; position counts the entries of one message from 0
  bot_id bigint not null,
  chat_id bigint not null,
  message_id bigint not null,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  unique (account_id, number),
  unique (bot_id, chat_id, message_id, position)
);
create index purchase_newest on purchase (account_id, day desc, number desc) where not removed;

create table purchase_revision (
  purchase_id bigint not null references purchase on delete cascade,
  revision integer not null,
  -- the purchase as it stands after this change
  content jsonb not null,
  person_id bigint not null,
  chat_id bigint not null,
  message_id bigint not null,
  changed_at timestamptz not null default now(),
  primary key (purchase_id, revision)
);

-- The way of a message -------------------------------------------------------------------------------------------

create table conversation (
  bot_id bigint not null,
  chat_id bigint not null,
  person_id bigint not null,
  state jsonb not null,
  -- counts the changes of state; a button carries the step it was made for
  step integer not null,
  changed_at timestamptz not null default now(),
  primary key (bot_id, chat_id, person_id)
);

create table handled_update (
  bot_id bigint not null,
  update_id bigint not null,
  handled_at timestamptz not null default now(),
  primary key (bot_id, update_id)
);
create index handled_update_age on handled_update (handled_at);

-- The buffer where there is no Redis. Unlogged on purpose: the guarantee does not rest on the buffer.
create unlogged table buffered_update (
  id bigint generated always as identity primary key,
  bot_id bigint not null,
  partition smallint not null,
  update_id bigint not null,
  trace text not null,
  received_at timestamptz not null,
  chat_id bigint not null,
  payload text not null
);
create index buffered_update_head on buffered_update (bot_id, partition, id);

-- Updates that were begun on their own, counted before each attempt; gone once handled.
create table update_attempt (
  bot_id bigint not null,
  update_id bigint not null,
  attempts integer not null,
  primary key (bot_id, update_id)
);

create table dead_letter (
  bot_id bigint not null,
  update_id bigint not null,
  payload text not null,
  attempts integer not null,
  error text not null,
  died_at timestamptz not null default now(),
  primary key (bot_id, update_id)
);

create table outbox (
  id bigint generated always as identity primary key,
  bot_id bigint not null,
  chat_id bigint not null,
  reply jsonb not null,
  locale text not null,
  trace text not null,
  -- when the update that it answers was received
  received_at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'sending', 'failed')),
  -- how often a call was begun whose outcome is not known to be a refusal
  attempts integer not null default 0,
  claimed_by uuid,
  claimed_until timestamptz,
  error text,
  created_at timestamptz not null default now(),
  check ((state = 'sending') = (claimed_by is not null and claimed_until is not null))
);
create index outbox_due on outbox (bot_id, chat_id, id) where state in ('pending', 'sending');
create index outbox_failed on outbox (bot_id, id) where state = 'failed';

create table unreachable_chat (
  bot_id bigint not null,
  chat_id bigint not null,
  reason text not null,
  since timestamptz not null default now(),
  primary key (bot_id, chat_id)
);

-- Which daemon polls for a bot. Unlogged: it is renewed every second and means nothing after a crash of Postgres.
create unlogged table poll_lease (
  bot_id bigint primary key,
  holder uuid not null,
  held_until timestamptz not null
);

-- Down Migration

drop table poll_lease;
drop table unreachable_chat;
drop table outbox;
drop table dead_letter;
drop table update_attempt;
drop table buffered_update;
drop table handled_update;
drop table conversation;
drop table purchase_revision;
drop table purchase;
drop table link;
drop table account;
