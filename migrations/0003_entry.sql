-- Up Migration

-- What one act of a person did to the purchases of an account: what /undo and /redo walk.
create table change (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  person_id bigint not null,
  -- first name at that time, for the others who share the account
  person_name text not null,
  kind text not null check (kind in ('record', 'correct', 'undo', 'redo')),
  -- the change that an undo takes back or a redo does again
  of_change bigint references change on delete cascade,
  -- where a change stands that can be taken back; the others only say what became of one
  state text check (state in ('done', 'undone', 'cleared')),
  -- the undo or redo that brought it there last, null: none yet; that or its own id is the order /undo and /redo walk
  turned bigint references change on delete cascade,
  changed_at timestamptz not null default now(),
  check ((kind in ('undo', 'redo')) = (of_change is not null)),
  check ((kind in ('undo', 'redo')) = (state is null))
);
create index change_walk on change (account_id, person_id, state, coalesce(turned, id));
create index change_of_change on change (of_change) where of_change is not null;
create index change_turned on change (turned) where turned is not null;

-- null: made before there were changes
alter table purchase_revision add column change_id bigint references change on delete cascade;
create index purchase_revision_change on purchase_revision (change_id);

alter table purchase
  -- the same amount in another currency, where the person gave it: it fixes the rate
  add column given_amount bigint check (given_amount between 1 and 9999999999999999),
  add column given_currency text check (given_currency ~ '^[A-Z]{3}$'),
  -- over how long reports spread it, from its day on
  add column spread_count integer check (spread_count between 1 and 1000),
  add column spread_unit text check (spread_unit in ('day', 'week', 'month', 'year')),
  -- the line of its message that it now stands in, from 1; null: it was taken out, or the message has no lines
  add column line integer,
  add check ((given_amount is null) = (given_currency is null)),
  add check ((spread_count is null) = (spread_unit is null));

-- A message whose words were read as entries, or as what is to become of some: what an edit of it is compared with.
create table entry_message (
  bot_id bigint not null,
  chat_id bigint not null,
  message_id bigint not null,
  account_id bigint not null references account on delete cascade,
  written_at timestamptz not null,
  -- null: new entries; else the purchases it is about, of which it changes one
  mends bigint[],
  -- the words that the ledger follows, '' when none, and the questions answered about them: [[key, answer], ...]
  text text not null default '',
  answers jsonb not null default '[]',
  -- the words that wait for an answer, and the question
  pending jsonb,
  -- counts the questions; a button carries the one it answers
  asked integer not null default 0,
  primary key (bot_id, chat_id, message_id)
);
create index entry_message_account on entry_message (account_id);

-- Which purchases a message of the bot shows, so that a reply to it finds them.
create table shown_purchase (
  bot_id bigint not null,
  chat_id bigint not null,
  message_id bigint not null,
  purchase_id bigint not null references purchase on delete cascade,
  primary key (bot_id, chat_id, message_id, purchase_id)
);
create index shown_purchase_purchase on shown_purchase (purchase_id);

-- the purchases that a reply shows, to be remembered when it is delivered
alter table outbox add column about bigint[] not null default '{}';

-- Down Migration

alter table outbox drop column about;
drop table shown_purchase;
drop table entry_message;
alter table purchase
  drop column line,
  drop column spread_unit,
  drop column spread_count,
  drop column given_currency,
  drop column given_amount;
alter table purchase_revision drop column change_id;
drop table change;
