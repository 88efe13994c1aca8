-- Up Migration

-- Which update asked for an undo or redo that is committed before that update is answered, as those of imports are: the
-- same again is answered from here. Null: it was committed with the answer.
alter table change add column turn_key text;
create unique index change_turn_key on change (turn_key) where turn_key is not null;

-- Down Migration

alter table change drop column turn_key;
