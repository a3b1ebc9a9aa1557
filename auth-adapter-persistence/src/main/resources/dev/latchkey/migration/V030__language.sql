-- The language in which a user is written to, and whoever is signing up. Null where nobody said, and of
-- what was there before.
alter table app_user add column language text;

alter table registration add column language text;
