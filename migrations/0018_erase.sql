-- Up Migration

-- Whose turn a reply belongs to, and who wrote what became a dead letter: what is erased with an account. Null: not known.
alter table outbox add column person_id bigint;
-- a private chat has the id of its person
update outbox set person_id = chat_id where chat_id > 0;
alter table dead_letter add column person_id bigint;

-- Down Migration

alter table dead_letter drop column person_id;
alter table outbox drop column person_id;
