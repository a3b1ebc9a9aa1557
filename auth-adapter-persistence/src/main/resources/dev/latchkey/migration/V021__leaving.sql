-- Wishes to be deleted, at most one for each user. The digest is that of the token in the mail, which
-- undoes the wish; there is none before the mail is sent.
create table pending_deletion (
  user_id uuid primary key references app_user (id) on delete cascade,
  requested_at timestamptz not null,
  delete_at timestamptz not null,
  undo_digest bytea,
  constraint pending_deletion_undo unique (undo_digest)
);

create index pending_deletion_due on pending_deletion (delete_at);

-- Whoever leaves or takes his data along has the attempts to register his address looked for. The
-- address of an attempt never changes, so every change of one still stays on its page.
create index registration_email on registration (email);

-- Lines of the trail that tell of a user and are about something else: the registration that became
-- him. Few, so the index is small.
create index audit_event_beside on audit_event ((event ->> 'user_id'))
  where subject::text is distinct from event ->> 'user_id';
