-- Up Migration

-- Units of a currency for one euro, by day. The euro stands beside the others with rate 1, so that every pair is two
-- rows of one day.
create table rate (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day date not null,
  rate numeric not null check (rate > 0 and (currency <> 'EUR' or rate = 1)),
  source text not null,
  primary key (currency, day)
);

-- What a purchase comes to in the currency of its account, where that is another than its own: at the rate that the
-- person gave with it (given_amount), at that of the table, or at one after the other.
alter table purchase
  -- due: to be worked out by the daemon soon; missing: there was no rate; null: the currency is the account's own
  add column conversion text check (conversion in ('due', 'done', 'missing')),
  add column converted_currency text check (converted_currency ~ '^[A-Z]{3}$'),
  add column converted_amount bigint check (converted_amount >= 0),
  -- units of the converted currency for one unit of the price's, exactly: a fraction in lowest terms
  add column rate text check (rate ~ '^[1-9][0-9]*/[1-9][0-9]*$'),
  -- null where nothing but the person's own rate was used
  add column rate_day date,
  add column rate_source text,
  add check ((conversion is null) = (converted_currency is null)),
  add check ((coalesce(conversion, '') = 'done') = (converted_amount is not null)),
  add check ((converted_amount is null) = (rate is null)),
  add check ((converted_amount is null) = (rate_source is null)),
  add check (rate_day is null or rate is not null);

create index purchase_conversion_due on purchase (id) where conversion = 'due';
create index purchase_conversion_missing on purchase (day) where conversion = 'missing';

update purchase set conversion = 'due', converted_currency = account.currency
from account where account.id = purchase.account_id and account.currency <> purchase.currency;

-- Down Migration

alter table purchase
  drop column rate_source,
  drop column rate_day,
  drop column rate,
  drop column converted_amount,
  drop column converted_currency,
  drop column conversion;
drop table rate;
