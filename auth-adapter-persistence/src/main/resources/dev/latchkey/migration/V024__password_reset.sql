-- Requests for a new password, at most one for each address, whether it has an account or not: what a
-- request does not know it cannot tell. The token belongs to the user as he was when it was minted, by
-- his epoch; there is none before the mail is sent.
create table password_reset (
  email text collate "C" primary key,
  id uuid not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  user_id uuid references app_user (id) on delete cascade,
  epoch bigint,
  token_key text,
  token_digest bytea,
  token_expires_at timestamptz,
  constraint password_reset_id unique (id),
  constraint password_reset_token unique (token_digest)
);

create index password_reset_user on password_reset (user_id);
