-- Up Migration

-- A category that was renamed or merged is a change, too, which /undo and /redo walk. It touches no revision.
alter table change
  drop constraint change_kind_check,
  add constraint change_kind_check check (kind in ('record', 'correct', 'undo', 'redo', 'import', 'category'));
-- null: it was before they could be taken back, or came with a file
alter table category_change add column change_id bigint unique references change on delete set null;

-- Down Migration

delete from category_change using change where change.id = change_id and change.state <> 'done';
alter table category_change drop column change_id;
delete from change where kind = 'category';
alter table change
  drop constraint change_kind_check,
  add constraint change_kind_check check (kind in ('record', 'correct', 'undo', 'redo', 'import'));
