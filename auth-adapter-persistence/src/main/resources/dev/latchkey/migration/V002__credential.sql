-- At most one password for each user, as a PHC string.
create table password_credential (
  user_id uuid primary key references app_user (id) on delete cascade,
  hash text not null,
  changed_at timestamptz not null
) with (fillfactor = 90);
