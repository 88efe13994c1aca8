-- Up Migration

-- What an account means to spend at most in a week, a month or a year.
create table budget (
  id bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  -- null: of everything
  category text check (length(category) between 1 and 100),
  period text not null check (period in ('week', 'month', 'year')),
  amount bigint not null check (amount between 1 and 9999999999999999),
  -- the account's when it was set
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- whether what a period leaves over is added to the next
  carry_over boolean not null,
  -- nothing is carried over from a period that was over before this day
  since date not null
);
create unique index budget_of on budget (account_id, coalesce(category, ''), period);

-- Which share of a budget was reached in which of its periods, and said so: each once.
create table budget_alert (
  budget_id bigint not null references budget on delete cascade,
  starts date not null,
  percent smallint not null check (percent in (80, 100)),
  primary key (budget_id, starts, percent)
);

-- what a period of one category comes to is read from here, whatever lies behind it
create index purchase_budget on purchase (account_id, category, day) where not removed and spread_until is null;

-- Down Migration

drop index purchase_budget;
drop table budget_alert;
drop table budget;
