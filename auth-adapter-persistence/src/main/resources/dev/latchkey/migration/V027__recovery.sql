-- Recoveries of accounts without a password, at most one for each user. A recovery belongs to the user
-- as he was when it began, by his epoch. One digest is of the token that cancels it, the other of the
-- one that sets a password; there is none before its mail is sent.
create table recovery (
  user_id uuid primary key references app_user (id) on delete cascade,
  id uuid not null,
  epoch bigint not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  expires_at timestamptz not null,
  announced_at timestamptz,
  cancel_key text,
  cancel_digest bytea,
  token_key text,
  token_digest bytea,
  constraint recovery_id unique (id),
  constraint recovery_cancel unique (cancel_digest),
  constraint recovery_token unique (token_digest)
);

create index recovery_due on recovery (due_at) where announced_at is null;
