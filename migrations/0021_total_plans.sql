-- Up Migration

-- As before, but that what is planned while there are few accounts does not read all of them once there are many.
create or replace function total_days() returns trigger language plpgsql as $$
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
    from unnest(changed) part
    -- looked up for one after the other: joined, all accounts could be read
    where (select id from account where account.id = part.account_id limit 1) is not null
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

-- Down Migration

create or replace function total_days() returns trigger language plpgsql as $$
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
