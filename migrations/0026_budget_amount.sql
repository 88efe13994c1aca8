-- Up Migration

-- What the amount was in periods that ended before that day: what they left over is carried on. Null: the same as now.
alter table budget
  add column earlier_amount bigint check (earlier_amount between 1 and 9999999999999999),
  add column earlier_until date,
  add check ((earlier_amount is null) = (earlier_until is null));

-- Down Migration

alter table budget drop column earlier_amount, drop column earlier_until;
