-- One row is the session, its refresh tokens and their lock. Renewing touches no column that is in
-- an index, so that it stays on its page (a HOT update).
create table session (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  login_at timestamptz not null,
  methods text[] not null,
  assurance text not null,
  address text,
  user_agent text,
  generation int not null,
  rotation_key text not null,
  current_digest bytea not null,
  previous_digest bytea,
  rotated_at timestamptz,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
) with (fillfactor = 85);

create index session_owner on session (user_id);
