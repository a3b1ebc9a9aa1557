-- What happened. Append-only: nobody changes, deletes or empties it, the owner of the table neither.
-- One partition for each month (UTC) is made ahead; the default one takes what no month is made for,
-- so that a missing partition never stops a login.
create table audit_event (
  id uuid not null,
  at timestamptz not null,
  type text not null,
  subject uuid,
  event jsonb not null,
  client_address text,
  user_agent text,
  request_id text,
  primary key (id, at)
) partition by range (at);

create index audit_event_subject on audit_event (subject, at desc, id desc);

create function latchkey_refuse_audit_change() returns trigger
language plpgsql as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;

-- For each statement, so that it is refused also when it meets no row; on each partition too, for
-- triggers of a statement are those of the table that it names.
create trigger audit_event_append_only
  before update or delete or truncate on audit_event
  for each statement execute function latchkey_refuse_audit_change();

create table audit_event_default partition of audit_event default;

create trigger audit_event_append_only
  before update or delete or truncate on audit_event_default
  for each statement execute function latchkey_refuse_audit_change();

-- Makes the partitions of this month and of so many months after it, and answers how many it made.
--
-- It runs with the rights of its owner, so that a serving role needs none to make tables. It may be
-- called at any time: one caller at a time does the work and the others return at once. It leaves
-- the rest to the next call when a lock is not to be had at once, for whoever writes to the
-- default partition waits behind us. A month of which the default partition holds rows already gets
-- no partition of its own: moving rows would mean deleting them, and they are found all the same.
--
-- A table is made first and attached then: that lets reading and writing go on, whereas "create table
-- ... partition of" would wait for every open transaction that wrote, and make all others wait.
create function latchkey_ensure_audit_partitions(months int, now timestamptz) returns int
language plpgsql security definer
set timezone = 'UTC'
set lock_timeout = '250ms'
as $$
declare
  this_month constant timestamptz := date_trunc('month', now);
  lower_bound timestamptz;
  upper_bound timestamptz;
  child text;
  made int := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('latchkey_ensure_audit_partitions')) then
    return 0;
  end if;
  for ahead in 0 .. least(months, 24) loop
    lower_bound := this_month + make_interval(months => ahead);
    upper_bound := this_month + make_interval(months => ahead + 1);
    child := 'audit_event_' || to_char(lower_bound, 'YYYY_MM');
    continue when exists (
      select from pg_inherits join pg_class on pg_class.oid = inhrelid
       where inhparent = 'audit_event'::regclass and relname = child);
    continue when exists (
      select from audit_event_default where at >= lower_bound and at < upper_bound);
    begin
      execute format('create table %I (like audit_event including defaults)', child);
      execute format('create trigger audit_event_append_only'
        ' before update or delete or truncate on %I'
        ' for each statement execute function latchkey_refuse_audit_change()', child);
      execute format('alter table audit_event attach partition %I for values from (%L) to (%L)',
        child, lower_bound, upper_bound);
      made := made + 1;
    exception
      when lock_not_available then
        return made;
      -- A row came in between, or a detached partition has this name.
      when check_violation or duplicate_table then
        null;
    end;
  end loop;
  return made;
end
$$;

-- Whose rights it has must not look for its tables where a caller says.
do $$
begin
  execute format('alter function latchkey_ensure_audit_partitions(int, timestamptz)'
    ' set search_path = %I, pg_temp', current_schema());
end
$$;

revoke all on function latchkey_ensure_audit_partitions(int, timestamptz) from public;

select latchkey_ensure_audit_partitions(3, now());
