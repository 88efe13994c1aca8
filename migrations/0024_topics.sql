-- Up Migration

-- The topic of a group in which it was asked for; null: in none.
alter table recurring add column topic_id bigint;
alter table digest add column topic_id bigint;

-- Down Migration

alter table digest drop column topic_id;
alter table recurring drop column topic_id;
