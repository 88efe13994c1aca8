-- Up Migration

-- Cues are written with their purchase, by those who have it locked: looking each one's purchase up again took more than
-- half of the time that recording cues takes.
alter table purchase_cue drop constraint purchase_cue_purchase_id_fkey;
create function forget_purchases() returns trigger language plpgsql as $$
begin
  delete from purchase_cue using gone where purchase_id = gone.id;
  return null;
end $$;
create trigger purchase_gone after delete on purchase referencing old table as gone
  for each statement execute function forget_purchases();

-- Down Migration

drop trigger purchase_gone on purchase;
drop function forget_purchases();
alter table purchase_cue add foreign key (purchase_id) references purchase on delete cascade;
