-- Attempts to register, several for one address side by side, each with at most one live code. No
-- column that changes is in an index, so that every change stays on its page (a HOT update).
create table registration (
  id uuid primary key,
  email text not null,
  name text,
  password_hash text,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  asked_at timestamptz not null,
  proven_at timestamptz,
  completed_at timestamptz,
  code_key text,
  code_digest bytea,
  code_minted_at timestamptz,
  code_expires_at timestamptz,
  code_answers_left int check (code_answers_left >= 0),
  code_used_at timestamptz,
  continuation_digest bytea,
  continuation_expires_at timestamptz
) with (fillfactor = 60);
