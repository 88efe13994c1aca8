-- Up Migration

-- Which names an account uses is read for every entry, from its latest purchases: from this index alone, not from as many
-- places of the table.
alter table purchase
  drop constraint purchase_account_id_number_key,
  add constraint purchase_number unique (account_id, number) include (category, vendor, removed);

-- Down Migration

alter table purchase
  drop constraint purchase_number,
  add constraint purchase_account_id_number_key unique (account_id, number);
