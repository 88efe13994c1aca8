-- Up Migration

-- As before, but that a name which many purchases lose at once is looked for once. Each look walks over what is dead already:
-- for each purchase anew, renaming a category of 20,000 took half a minute.
create or replace function note_names() returns trigger language plpgsql as $$
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
    select * from (
      select distinct account_id, said.field, said.name
      from gone, lateral (values ('category', category), ('vendor', vendor)) said (field, name)
      where not removed and said.name is not null
      offset 0
    ) known
    where not is_used(account_id, field, name)
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

-- Down Migration

create or replace function note_names() returns trigger language plpgsql as $$
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
