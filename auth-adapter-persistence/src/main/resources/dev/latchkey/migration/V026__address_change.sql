-- Wishes for another address, at most one for each user, with at most one live code. A wish belongs to
-- the user as he was when he made it, by his epoch. The wanted address and the code that proves it are
-- one row, so neither is ever taken for another.
create table address_change (
  user_id uuid primary key references app_user (id) on delete cascade,
  id uuid not null,
  epoch bigint not null,
  email text collate "C" not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  code_key text,
  code_digest bytea,
  code_minted_at timestamptz,
  code_expires_at timestamptz,
  code_answers_left int check (code_answers_left >= 0),
  code_used_at timestamptz,
  constraint address_change_id unique (id)
) with (fillfactor = 60);

-- Addresses that were left for others, by the change that did it. One that is not over is kept for its
-- user: nobody else gets it. The digest is that of the token in the mail, which undoes the change;
-- there is none before the mail is sent.
create table left_address (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  email text collate "C" not null,
  taken text collate "C" not null,
  left_at timestamptz not null,
  reserved_until timestamptz not null,
  over_at timestamptz,
  undo_key text,
  undo_digest bytea,
  constraint left_address_undo unique (undo_digest)
);

create unique index left_address_kept on left_address (email) where over_at is null;
create index left_address_user on left_address (user_id);

-- Whether an address is kept for somebody. Volatile on purpose: so it has a snapshot of its own, taken
-- when it is called, and sees who left the address while its caller waited for that.
create function latchkey_is_left(address text) returns boolean
language sql volatile
as $$
  select exists (select from left_address where email = address and over_at is null)
$$;

revoke all on function latchkey_is_left(text) from public;

-- Moves the user of a wish to the address in it, and keeps the one before for him; false, and nothing
-- has happened, when the wanted one has an owner or is kept for another. Whoever returns to an address
-- that is kept for him ends that and all that began after it. Only here can a violation of the unique
-- address be caught without the end of the transaction.
create function latchkey_move_address(wish uuid, until timestamptz, moment timestamptz)
returns boolean
language plpgsql volatile
as $$
declare
  mover uuid;
  former text;
  wanted text;
  home timestamptz;
begin
  select c.user_id, u.email, c.email into strict mover, former, wanted
    from address_change c
    join app_user u on u.id = c.user_id
   where c.id = wish;
  if wanted = former then
    return false;
  end if;
  update app_user set email = wanted, epoch = epoch + 1 where id = mover;
  if exists (select from left_address l
              where l.email = wanted and l.over_at is null and l.user_id <> mover) then
    raise unique_violation;
  end if;
  select l.left_at into home
    from left_address l
   where l.email = wanted and l.over_at is null;
  update left_address l
     set over_at = moment
   where l.user_id = mover and l.over_at is null and l.left_at >= home;
  insert into left_address (id, user_id, email, taken, left_at, reserved_until, over_at)
  values (wish, mover, former, wanted, moment, until,
          case when home is not null then moment end);
  return true;
exception
  when unique_violation then
    return false;
end
$$;

revoke all on function latchkey_move_address(uuid, timestamptz, timestamptz) from public;
