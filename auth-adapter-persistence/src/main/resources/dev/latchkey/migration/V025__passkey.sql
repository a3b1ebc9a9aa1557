-- Passkeys. The id of a credential belongs to one user ever: a row stays when its passkey is removed,
-- without the key and all that made it usable, and goes with its user. What a sign-in changes is in no
-- index, so that the row stays on its page (a HOT update).
create table passkey (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  credential_id bytea not null,
  public_key bytea,
  aaguid uuid not null,
  sign_count bigint not null,
  backup_eligible boolean not null,
  backed_up boolean not null,
  transports text[] not null,
  name text,
  added_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz,
  constraint passkey_credential unique (credential_id),
  constraint passkey_removed check ((removed_at is null) = (public_key is not null))
) with (fillfactor = 85);

create index passkey_owner on passkey (user_id);

-- Ceremonies that wait for their answer: few, and for minutes. Whom one is bound to may be nobody, so
-- that an address without an account looks like one with an account; hence no reference.
create table passkey_ceremony (
  id uuid primary key,
  challenge bytea not null,
  purpose text not null,
  user_id uuid,
  session_id uuid,
  registration_id uuid,
  expires_at timestamptz not null
);
