-- Up Migration

alter table account
  -- 0 is Sunday, 6 is Saturday; null: as the locale has it
  add column week_starts integer check (week_starts between 0 and 6),
  -- how numbers are written, shown with the number 1234.5; null: as the locale has it
  add column number_style text check (number_style in ('1,234.5', '1.234,5', '1 234,5', '1’234.5')),
  add column picture_theme text not null default 'light' check (picture_theme in ('light', 'dark'));

-- Down Migration

alter table account
  drop column picture_theme,
  drop column number_style,
  drop column week_starts;
