-- Up Migration

alter table purchase
  -- stays with the purchase wherever it is taken
  add column uid uuid not null default gen_random_uuid(),
  -- null, all three: it came from a file
  alter column bot_id drop not null,
  alter column chat_id drop not null,
  alter column message_id drop not null,
  add constraint purchase_message check (num_nulls(bot_id, chat_id, message_id) in (0, 3));
create unique index purchase_uid on purchase (account_id, uid);

alter table purchase_revision
  -- null, both: by a file
  alter column chat_id drop not null,
  alter column message_id drop not null,
  add constraint purchase_revision_message check (num_nulls(chat_id, message_id) in (0, 2));

alter table category_change
  alter column chat_id drop not null,
  alter column message_id drop not null,
  add constraint category_change_message check (num_nulls(chat_id, message_id) in (0, 2));

-- An import is a change as well; person_id is 0 where the operator made it.
alter table change
  drop constraint change_kind_check,
  add constraint change_kind_check check (kind in ('record', 'correct', 'undo', 'redo', 'import'));

create table import (
  change_id bigint primary key references change on delete cascade,
  -- who asked for it, and how often before: the same again is answered from here
  key text not null unique,
  -- the purchases that it brought, and how many it changed
  brought bigint[] not null,
  changed integer not null
);

-- The purchase says which account it is: checking both took a third of the time that recording cues takes.
alter table purchase_cue drop constraint purchase_cue_account_id_fkey;

-- Down Migration

alter table purchase_cue add foreign key (account_id) references account on delete cascade;
drop table import;
update change set kind = 'record' where kind = 'import';
alter table change
  drop constraint change_kind_check,
  add constraint change_kind_check check (kind in ('record', 'correct', 'undo', 'redo'));
alter table category_change drop constraint category_change_message;
update category_change set chat_id = 0, message_id = 0 where chat_id is null;
alter table category_change
  alter column chat_id set not null,
  alter column message_id set not null;
alter table purchase_revision drop constraint purchase_revision_message;
update purchase_revision set chat_id = 0, message_id = 0 where chat_id is null;
alter table purchase_revision
  alter column chat_id set not null,
  alter column message_id set not null;
alter table purchase drop constraint purchase_message;
-- no message has a number below zero
update purchase set bot_id = 0, chat_id = 0, message_id = -id where bot_id is null;
alter table purchase
  alter column bot_id set not null,
  alter column chat_id set not null,
  alter column message_id set not null,
  drop column uid;
