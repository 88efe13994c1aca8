-- Up Migration

-- A number of its own for every dead letter: update ids differ within one bot only, and begin anew after idle days.
alter table dead_letter drop constraint dead_letter_pkey;
alter table dead_letter add column id bigint generated always as identity primary key;
-- Null: not to be tried again. Else when it may be; a daemon that tries it puts this off until its claim lapses.
alter table dead_letter add column retry_at timestamptz;
-- attempts begun since the retry was asked for, counted before each
alter table dead_letter add column retries integer not null default 0;
create index dead_letter_retry on dead_letter (bot_id, id) where retry_at is not null;

-- Down Migration

alter table dead_letter drop column retries;
alter table dead_letter drop column retry_at;
-- of two with the same update id only the newer fits the old key
delete from dead_letter older using dead_letter newer
where older.bot_id = newer.bot_id and older.update_id = newer.update_id and older.id < newer.id;
alter table dead_letter drop column id;
alter table dead_letter add primary key (bot_id, update_id);
