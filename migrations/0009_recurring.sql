-- Up Migration

-- A purchase may come from something else than a message: then it names none.
alter table purchase
  alter column bot_id drop not null,
  alter column chat_id drop not null,
  alter column message_id drop not null;
alter table purchase_revision
  alter column chat_id drop not null,
  alter column message_id drop not null;

alter table account
  -- minutes after midnight in the account's time zone between which nothing is sent unasked; null: it always may be
  add column quiet_from smallint check (quiet_from between 0 and 1439),
  add column quiet_to smallint check (quiet_to between 0 and 1439),
  add check ((quiet_from is null) = (quiet_to is null)),
  add check (quiet_from <> quiet_to);

-- Purchases that come again by themselves.
create table recurring (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  -- counts what people change in it; a button carries the revision it was made for
  revision integer not null default 1,
  -- what is recorded each time
  kind text not null check (kind in ('expense', 'income', 'refund')),
  item text not null check (length(item) between 1 and 200),
  amount bigint not null check (amount between 1 and 9999999999999999),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  given_amount bigint check (given_amount between 1 and 9999999999999999),
  given_currency text check (given_currency ~ '^[A-Z]{3}$'),
  vendor text check (length(vendor) between 1 and 100),
  category text check (length(category) between 1 and 100),
  tags text[] not null default '{}',
  spread_count integer check (spread_count between 1 and 1000),
  spread_unit text check (spread_unit in ('day', 'week', 'month', 'year')),
  -- every `step` days, weeks, months or years, counted from the day `starts`
  every text not null check (every in ('day', 'week', 'month', 'year')),
  step integer not null default 1 check (step between 1 and 1000),
  starts date not null,
  -- of months and years: the date wanted, which a short month has not; null for days and weeks
  on_date smallint check (on_date between 1 and 31),
  -- the last day on which it may come; null: no end
  ends date,
  paused boolean not null default false,
  -- the day for which it is recorded next
  next_day date not null,
  -- when the daemon looks at it next, at the latest when it is due; null: paused, or over
  next_at timestamptz,
  -- the purchase it was made from; null: from none
  made_from bigint unique references purchase on delete set null,
  -- where it is announced, and who made it
  bot_id bigint not null,
  chat_id bigint not null,
  person_id bigint not null,
  created_at timestamptz not null default now(),
  check ((given_amount is null) = (given_currency is null)),
  check ((spread_count is null) = (spread_unit is null)),
  check ((on_date is null) = (every in ('day', 'week'))),
  check (next_at is null or not paused)
);
create index recurring_due on recurring (next_at) where next_at is not null;
create index recurring_account on recurring (account_id, id);

-- What was recorded for which day: never twice for the same.
create table recurring_purchase (
  recurring_id bigint not null references recurring on delete cascade,
  day date not null,
  purchase_id bigint not null unique references purchase on delete cascade,
  primary key (recurring_id, day)
);

-- What is said unasked, to whom and when.
create table digest (
  account_id bigint not null references account on delete cascade,
  bot_id bigint not null,
  chat_id bigint not null,
  person_id bigint not null,
  -- daily: a reminder when nothing was entered; weekly and monthly: a summary of what is over
  kind text not null check (kind in ('daily', 'weekly', 'monthly')),
  -- minutes after midnight in the account's time zone
  at_minute smallint not null check (at_minute between 0 and 1439),
  -- the day on which it is said next
  next_day date not null,
  next_at timestamptz not null,
  primary key (account_id, bot_id, chat_id, kind)
);
create index digest_due on digest (next_at);

-- Down Migration

drop table digest;
drop table recurring_purchase;
drop table recurring;
alter table account drop column quiet_to, drop column quiet_from;
-- what came from no message is kept: no message has a number below zero
update purchase_revision set chat_id = 0, message_id = 0 where chat_id is null;
update purchase set bot_id = 0, chat_id = 0, message_id = -id where bot_id is null;
alter table purchase_revision
  alter column message_id set not null,
  alter column chat_id set not null;
alter table purchase
  alter column message_id set not null,
  alter column chat_id set not null,
  alter column bot_id set not null;
