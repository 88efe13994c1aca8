-- Up Migration

-- The categories and vendors that an account's purchases have, each once: what every entry is read with, however many
-- purchases there are. Kept by the triggers below. Two that begin with a name at the same moment may both note it, so that
-- nobody waits for the other; who reads takes it once.
create table used_name (
  id bigint generated always as identity,
  account_id bigint not null references account on delete cascade,
  field text not null check (field in ('category', 'vendor')),
  name text not null
);
create index used_name_of on used_name (account_id, field, name);
create index used_name_newest on used_name (account_id, field, id desc) include (name);

create function note_names() returns trigger language plpgsql as $$
declare gone_name record;
begin
  if tg_op = 'UPDATE' then
    if not exists (
      select from gone join made using (id)
      where (gone.removed, gone.category, gone.vendor) is distinct from (made.removed, made.category, made.vendor)
    ) then
      return null;
    end if;
  end if;
  if tg_op <> 'DELETE' then
    insert into used_name (account_id, field, name)
    select account_id, said.field, said.name
    from made, lateral (values ('category', category), ('vendor', vendor)) said (field, name)
    -- looked up for one after the other: joined, those of all accounts could be read
    where not removed and said.name is not null and (
      select id from used_name known
      where known.account_id = made.account_id and known.field = said.field and known.name = said.name limit 1) is null
    group by 1, 2, 3;
  end if;
  if tg_op = 'INSERT' then
    return null;
  end if;
  for gone_name in
    select distinct account_id, said.field, said.name
    from gone, lateral (values ('category', category), ('vendor', vendor)) said (field, name)
    where not removed and said.name is not null and not is_used(account_id, said.field, said.name)
    order by account_id
  loop
    -- who records something has this lock: either they see the name gone, or it is seen here that they use it
    perform from account where id = gone_name.account_id for no key update;
    delete from used_name
    where account_id = gone_name.account_id and field = gone_name.field and name = gone_name.name
      and not is_used(gone_name.account_id, gone_name.field, gone_name.name);
  end loop;
  return null;
end $$;

create function is_used(account bigint, field text, name text) returns boolean language sql stable as $$
  select case field
    when 'category' then exists (
      select from purchase where account_id = account and not removed and category = name)
    else exists (select from purchase where account_id = account and not removed and vendor = name)
  end
$$;

create trigger purchase_names_made after insert on purchase referencing new table as made
  for each statement execute function note_names();
create trigger purchase_names_changed after update on purchase referencing old table as gone new table as made
  for each statement execute function note_names();
create trigger purchase_names_gone after delete on purchase referencing old table as gone
  for each statement execute function note_names();

create or replace function forget_purchases() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    truncate purchase_cue;
    delete from used_name; -- it is being truncated, too, where accounts are
  else
    delete from purchase_cue using gone where purchase_id = gone.id;
  end if;
  return null;
end $$;

insert into used_name (account_id, field, name)
select account_id, field, name
from purchase, lateral (values ('category', category), ('vendor', vendor)) said (field, name)
where not removed and name is not null
group by account_id, field, name
order by max(number);

-- the names are no longer read from there
alter table purchase
  drop constraint purchase_number,
  add constraint purchase_account_id_number_key unique (account_id, number);

-- Down Migration

alter table purchase
  drop constraint purchase_account_id_number_key,
  add constraint purchase_number unique (account_id, number) include (category, vendor, removed);
create or replace function forget_purchases() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    truncate purchase_cue;
  else
    delete from purchase_cue using gone where purchase_id = gone.id;
  end if;
  return null;
end $$;
drop trigger purchase_names_gone on purchase;
drop trigger purchase_names_changed on purchase;
drop trigger purchase_names_made on purchase;
drop function is_used(bigint, text, text);
drop function note_names();
drop table used_name;
