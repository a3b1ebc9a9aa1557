-- Wishes for another address that newer ones took the place of before anything was mailed. They give no
-- right to anything: whoever owns the address of one is told of it, however soon the newer one came.
create table replaced_address_change (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  email text collate "C" not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null
);

create index replaced_address_change_user on replaced_address_change (user_id);

create index replaced_address_change_over on replaced_address_change (expires_at);

-- As before, and it looks at the wanted address before it touches the user: two who want the addresses of
-- each other would wait for each other else, each holding what the other asks for.
create or replace function latchkey_move_address(wish uuid, until timestamptz, moment timestamptz)
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
  if wanted = former
      or exists (select from app_user u where u.email = wanted)
      or exists (select from left_address l
                  where l.email = wanted and l.over_at is null and l.user_id <> mover) then
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
