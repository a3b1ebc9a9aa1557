-- When a key came into its state. A node of the version before does not say, and need not.
alter table signing_key add column since timestamptz not null default now();
update signing_key set since = created_at;

-- Of several nodes that announce a key at the same moment, one does.
create unique index signing_key_announced on signing_key (state) where state = 'ANNOUNCED';

-- The sessions of a user in the order of their ids, which is that of their opening. Ended ones stay
-- for a month and may be many, so they are not in it. What a renewal changes is not in it either.
create index session_signed_in on session (user_id, id) where ended_at is null;

-- How many live sessions a user has. Volatile on purpose: so it has a snapshot of its own, taken when
-- it is called, and sees what was committed while its caller waited for a lock, and what its caller
-- has inserted.
create function latchkey_live_sessions(owner uuid, at timestamptz) returns int
language sql volatile
as $$
  select count(*)::int
    from session s
   where s.user_id = owner and s.ended_at is null
     and s.idle_expires_at > at and s.expires_at > at
$$;

revoke all on function latchkey_live_sessions(uuid, timestamptz) from public;
