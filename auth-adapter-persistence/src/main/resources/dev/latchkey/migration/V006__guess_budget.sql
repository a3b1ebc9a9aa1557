-- When a budget was taken from, within its window. The subject is kept as its SHA-256 only.
create table guess_budget (
  name text not null,
  subject bytea not null,
  uses timestamptz[] not null,
  over_at timestamptz not null,
  primary key (name, subject)
) with (fillfactor = 70);
