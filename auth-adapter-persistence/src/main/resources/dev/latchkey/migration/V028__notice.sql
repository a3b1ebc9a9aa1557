-- What users were told for their safety, or are to be told with others; and the digest of the token by
-- which each says that it was not him. A digest is the newest of those that it tells of: these stay as
-- GATHERED, so that none is told twice.
create table notice (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  kind text collate "C" not null,
  happened_at timestamptz not null,
  address text,
  user_agent text,
  state text collate "C" not null,
  told_at timestamptz,
  times int not null,
  since timestamptz not null,
  mailbox text collate "C",
  token_key text,
  token_digest bytea,
  expires_at timestamptz not null,
  disavowed_at timestamptz,
  constraint notice_token unique (token_digest)
);

create index notice_series on notice (user_id, kind, told_at);

create index notice_waiting on notice (user_id, kind) where state = 'WAITING' and disavowed_at is null;

create index notice_over on notice (expires_at);

-- Since when a password signs nobody in, because its owner has said that somebody else has it.
alter table password_credential add column frozen_at timestamptz;
