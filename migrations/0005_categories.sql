-- Up Migration

create index purchase_category on purchase (account_id, removed, category) where category is not null;
create index purchase_vendor on purchase (account_id, removed, vendor) where vendor is not null;

-- What purchases are recalled by: "@vendor", "=all words of the item" or one word. Kept in step with item and vendor
-- by those who write them; whether a purchase is removed, and its category, are read from the purchase.
create table purchase_cue (
  account_id bigint not null references account on delete cascade,
  cue text not null check (length(cue) between 1 and 400),
  purchase_id bigint not null references purchase on delete cascade,
  primary key (account_id, cue, purchase_id)
);
create index purchase_cue_purchase on purchase_cue (purchase_id);

-- What is known of purchases made before. The program makes better cues from now on: these know no accents.
insert into purchase_cue (account_id, cue, purchase_id)
select account_id, '@' || lower(vendor), id from purchase where vendor is not null
union
select account_id, word, id
from purchase, regexp_split_to_table(lower(concat_ws(' ', item, vendor)), '[^[:alnum:]]+') as word
where length(word) between 2 and 40 and word ~ '[^0-9]';

-- Categories that the person did not say: suggested and left so, or meant for this purchase only ("once"), which teaches
-- nothing. A row counts while the purchase still is of this category.
create table suggested_category (
  purchase_id bigint primary key references purchase on delete cascade,
  category text not null,
  once boolean not null default false
);

-- "Always": what the person told us to do with a cue.
create table category_rule (
  account_id bigint not null references account on delete cascade,
  cue text not null check (length(cue) between 1 and 400),
  -- the vendor or item as it was written, to be shown
  label text not null check (length(label) between 1 and 200),
  category text not null check (length(category) between 1 and 100),
  primary key (account_id, cue)
);

-- Hidden categories are neither listed nor suggested; what is filed under them stays.
create table hidden_category (
  account_id bigint not null references account on delete cascade,
  category text not null check (length(category) between 1 and 100),
  primary key (account_id, category)
);

-- Renamed and merged categories, append-only: purchases of `was` became `is`. The revisions of a purchase keep the
-- names of their time, and follow these when they come back.
create table category_change (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  kind text not null check (kind in ('rename', 'merge')),
  was text not null,
  "is" text not null,
  purchases bigint[] not null,
  -- the newest change to purchases made before: what later ones wrote has the new name already
  after_change bigint not null,
  person_id bigint not null,
  chat_id bigint not null,
  message_id bigint not null,
  changed_at timestamptz not null default now()
);
create index category_change_account on category_change (account_id, id);

-- Down Migration

drop table category_change;
drop table hidden_category;
drop table category_rule;
drop table suggested_category;
drop table purchase_cue;
drop index purchase_vendor;
drop index purchase_category;
