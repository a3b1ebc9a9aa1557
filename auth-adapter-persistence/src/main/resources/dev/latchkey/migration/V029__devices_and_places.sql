-- What a browser says beside its user agent, of each session; and where each known device was seen last.
-- Null where it was not said, and of what was there before.
alter table session add column client_hints jsonb;

alter table known_device
  add column address text,
  add column user_agent text,
  add column client_hints jsonb;
