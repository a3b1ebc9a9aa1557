-- Deliveries that gave up. The id is the instance they had in scheduled_tasks, and have again when
-- they are driven again.
create table parked_delivery (
  id text primary key,
  subscriber text not null,
  event_id uuid not null,
  data bytea not null,
  since timestamptz not null,
  reason text not null
);

create index parked_delivery_since on parked_delivery (since, id);
