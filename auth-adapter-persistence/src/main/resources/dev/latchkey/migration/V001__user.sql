-- Everybody who has an account. The epoch counts how often everything the user was signed in with
-- has been ended; opening a session locks this row against that (for share).
create table app_user (
  id uuid primary key,
  email text collate "C" not null,
  name text,
  status text not null check (status in ('ACTIVE', 'DISABLED')),
  epoch bigint not null,
  roles text[] not null,
  created_at timestamptz not null,
  constraint app_user_email unique (email)
) with (fillfactor = 90);
