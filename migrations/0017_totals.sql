-- Up Migration

-- Cues are written with their purchase, by those who have it locked, and go with it: looking each one's purchase up again
-- took more than half of the time that recording cues takes.
alter table purchase_cue drop constraint purchase_cue_purchase_id_fkey;
create function forget_purchases() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    truncate purchase_cue;
  else
    delete from purchase_cue using gone where purchase_id = gone.id;
  end if;
  return null;
end $$;
create trigger purchase_forgotten after delete on purchase referencing old table as gone
  for each statement execute function forget_purchases();
create trigger purchase_emptied after truncate on purchase for each statement execute function forget_purchases();

-- Tags are cues as well: "#" and the tag's words. Of capital letters and plurals the program knows more from now on.
insert into purchase_cue (account_id, cue, purchase_id)
select distinct account_id, left('#' || coalesce(words, lower(tag)), 400), id
from purchase, unnest(tags) tag, lateral (
  select string_agg(case when length(word) > 3 then regexp_replace(word, '([^s])s$', '\1') else word end, ' ' order by nth)
  from regexp_split_to_table(lower(tag), '[[:space:][:punct:]]+') with ordinality parts (word, nth)
  where word <> '') said (words);

-- What the purchases of a day come to, those aside that are removed or spread: what a budget has left is read from here,
-- however many purchases there are. Kept by the triggers below. What there is of a day is the sum of its rows: a change
-- that would have to wait for another one stands in a row of its own until the next one joins them.
create table day_total (
  account_id bigint not null references account on delete cascade,
  -- '': of everything, purchases of categories too
  category text not null,
  day date not null,
  kind text not null,
  currency text not null,
  -- null: they are not converted
  converted_currency text,
  purchases bigint not null,
  amount numeric not null,
  converted_amount numeric not null
);
create index day_total_of on day_total (account_id, category, day);

create function total_days() returns trigger language plpgsql as $$
declare changed day_total[] := '{}';
begin
  -- Joining rows costs several times what adding them does. One in sixteen joins those of its days: so there are never many.
  if tg_op = 'INSERT' and random() >= 1.0 / 16 then
    insert into day_total
    select account_id, coalesce(category, ''), day, kind, currency, into_currency, count(*), sum(amount),
      coalesce(sum(converted_amount), 0)
    from made, lateral (select case when conversion = 'done' then converted_currency end) done (into_currency)
    where not removed and spread_until is null
    group by account_id, day, kind, currency, into_currency, grouping sets ((), (category))
    having grouping(category) = 1 or category is not null;
    return null;
  end if;
  if tg_op <> 'DELETE' then
    changed := array(
      select row(account_id, coalesce(category, ''), day, kind, currency, into_currency, count(*), sum(amount),
        coalesce(sum(converted_amount), 0))::day_total
      from made, lateral (select case when conversion = 'done' then converted_currency end) done (into_currency)
      where not removed and spread_until is null
      group by account_id, day, kind, currency, into_currency, grouping sets ((), (category))
      having grouping(category) = 1 or category is not null);
  end if;
  if tg_op <> 'INSERT' then
    changed := changed || array(
      select row(account_id, coalesce(category, ''), day, kind, currency, into_currency, -count(*), -sum(amount),
        -coalesce(sum(converted_amount), 0))::day_total
      from gone, lateral (select case when conversion = 'done' then converted_currency end) done (into_currency)
      where not removed and spread_until is null
      group by account_id, day, kind, currency, into_currency, grouping sets ((), (category))
      having grouping(category) = 1 or category is not null);
  end if;
  with delta as materialized (
    select account_id, category, day, kind, currency, converted_currency, sum(purchases) as purchases,
      sum(amount) as amount, sum(converted_amount) as converted_amount
    from unnest(changed)
    where exists (select from account where account.id = account_id)
    group by account_id, category, day, kind, currency, converted_currency
    having sum(purchases) <> 0 or sum(amount) <> 0 or sum(converted_amount) <> 0
  ), free as materialized (
    select there.ctid as place
    from delta join day_total there using (account_id, category, day, kind, currency)
    where there.converted_currency is not distinct from delta.converted_currency
    for update of there skip locked
  ), joined as (
    delete from day_total where ctid = any(array(select place from free)) returning *
  )
  insert into day_total
  select account_id, category, day, kind, currency, converted_currency, sum(purchases), sum(amount), sum(converted_amount)
  from (select * from delta union all select * from joined) part
  group by account_id, category, day, kind, currency, converted_currency
  having sum(purchases) <> 0 or sum(amount) <> 0 or sum(converted_amount) <> 0;
  return null;
end $$;
create trigger purchase_made after insert on purchase referencing new table as made
  for each statement execute function total_days();
create trigger purchase_changed after update on purchase referencing old table as gone new table as made
  for each statement execute function total_days();
create trigger purchase_gone after delete on purchase referencing old table as gone
  for each statement execute function total_days();

insert into day_total
select account_id, coalesce(category, ''), day, kind, currency, into_currency, count(*), sum(amount),
  coalesce(sum(converted_amount), 0)
from purchase, lateral (select case when conversion = 'done' then converted_currency end) done (into_currency)
where not removed and spread_until is null
group by account_id, day, kind, currency, into_currency, grouping sets ((), (category))
having grouping(category) = 1 or category is not null;

drop index purchase_budget;

-- Down Migration

create index purchase_budget on purchase (account_id, category, day) where not removed and spread_until is null;
drop trigger purchase_gone on purchase;
drop trigger purchase_changed on purchase;
drop trigger purchase_made on purchase;
drop function total_days();
drop table day_total;
drop trigger purchase_emptied on purchase;
drop trigger purchase_forgotten on purchase;
drop function forget_purchases();
delete from purchase_cue where cue like '#%';
alter table purchase_cue add foreign key (purchase_id) references purchase on delete cascade;
