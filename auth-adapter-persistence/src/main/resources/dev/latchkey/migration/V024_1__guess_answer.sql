-- What the last try was answered, so that one statement counts it, tells why it was refused and
-- notes that the owner is told: each kind of refusal costs the same. Nothing is taken back any
-- more, since there is a place to hash before a try is counted.
alter table password_guess
  add column answer text not null default 'granted'
    check (answer in ('granted', 'slowed', 'capped')),
  add column telling boolean not null default false,
  -- When the owner was last told that tries of this side are refused.
  add column told_at timestamptz,
  drop column series,
  drop column before_at;
