-- Up Migration

-- The last day that a purchase is spread over; null: it belongs to its day alone.
alter table purchase add column spread_until date generated always as (
  case when spread_count is not null then least(date '9999-12-31', (day + case spread_unit
    when 'day' then make_interval(days => spread_count)
    when 'week' then make_interval(weeks => spread_count)
    when 'month' then make_interval(months => spread_count)
    else make_interval(years => spread_count)
  end)::date - 1) end) stored;
create index purchase_spread on purchase (account_id, spread_until, day) where spread_until is not null and not removed;
create index purchase_amount on purchase (account_id, currency, amount) where not removed;

-- What somebody searched for lately: the buttons of what was found have no room for the words.
create table search (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  person_id bigint not null,
  words text not null check (length(words) between 1 and 200),
  -- the person's day when it was said: what "yesterday" meant
  day date not null
);
create index search_person on search (account_id, person_id, id);

-- Down Migration

drop table search;
drop index purchase_amount;
alter table purchase drop column spread_until;
