-- The keys that sign access tokens; the private halves are sealed, and the key they are sealed with
-- is not in the database.
create table signing_key (
  id text primary key,
  public_jwk text not null,
  sealed_with text not null,
  sealed bytea not null,
  state text not null check (state in ('ANNOUNCED', 'ACTIVE', 'RETIRED', 'REVOKED')),
  created_at timestamptz not null
);

-- Of several nodes that make the first key at the same moment, one does.
create unique index signing_key_active on signing_key (state) where state = 'ACTIVE';
