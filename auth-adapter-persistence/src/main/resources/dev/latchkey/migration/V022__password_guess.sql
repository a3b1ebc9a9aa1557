-- Wrong passwords in a row: of an account (a user, or one of the buckets for addresses that nobody
-- has), and of each side that guesses: all strangers under the device of zeros, and each device on
-- its own. They never grow old, and there are no more of them than users, devices and buckets.
create table password_guess (
  account uuid not null,
  device uuid not null,
  -- Another one for each series, so that what was counted in one cannot be taken back in the next.
  series uuid not null default gen_random_uuid(),
  wrong int not null,
  burst int not null,
  last_at timestamptz not null,
  before_at timestamptz not null,
  primary key (account, device)
) with (fillfactor = 70);

-- The devices from which each user signed in, by the digest of what they keep.
create table known_device (
  user_id uuid not null references app_user (id) on delete cascade,
  id uuid not null,
  digest bytea not null,
  added_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (user_id, id)
) with (fillfactor = 85);
