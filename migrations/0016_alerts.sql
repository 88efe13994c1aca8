-- Up Migration

-- whether it is said when most of a budget, or all of it, is used up
alter table account add column budget_alerts boolean not null default true;

-- Down Migration

alter table account drop column budget_alerts;
