package dev.latchkey.adapter.persistence.leaving;

import dev.latchkey.domain.leaving.PersonalData.Category;
import java.util.List;

/**
 * Which rows of which tables are about a person, what of them he may read, and how they go. A new
 * table that says something about people gets a line in both.
 *
 * <p>Known to the statements: {@code :user} and {@code :userText}, {@code :email}, and the budgets
 * as {@code :names} and {@code :digests}.
 */
final class PersonalTables {
  /** The registration that became the user, as long as the trail is kept. */
  private static final String ORIGIN =
      """
      select subject
        from audit_event
       where event ->> 'user_id' = :userText and subject::text is distinct from event ->> 'user_id'
         and type = 'registration.completed'
      """;

  /** Whether a delivery is of an event about the user, or about an attempt of his address. */
  private static final String IS_ABOUT =
      """
      (convert_from(data, 'UTF8')::jsonb -> 'event' ->> 'user_id' = :userText
       or convert_from(data, 'UTF8')::jsonb -> 'event' ->> 'registration_id' = any(array(
            select id::text from registration where email = :email
            union
            select o.subject::text from (%s) o))
       or convert_from(data, 'UTF8')::jsonb -> 'event' ->> 'reset_id' = any(array(
            select id::text from password_reset where email = :email)))
      """
          .formatted(ORIGIN);

  /** Of the user, or of an attempt of his address. */
  private static final String IS_HIS_CEREMONY =
      "(user_id = :user or registration_id = any(array("
          + "select id from registration where email = :email)))";

  private static final String PROFILE =
      """
      select id::text as record_key, id, email, name, language, lower(status) as status, roles, epoch,
             created_at
        from app_user
       where id = :user
      """;

  /** The password, and the ways to a new one; each has facts that the others have not. */
  private static final String CREDENTIALS =
      """
      select 'password' as record_key, 'password' as kind, changed_at, frozen_at,
             null::uuid as id, null::timestamptz as requested_at, null::timestamptz as expires_at,
             null::timestamptz as token_expires_at, null::timestamptz as started_at,
             null::timestamptz as due_at, null::timestamptz as announced_at,
             null::boolean as cancel_mail_prepared, null::boolean as mail_prepared,
             null::bigint as epoch
        from password_credential
       where user_id = :user
      union all
      select 'password_reset', 'password_reset', null, null, id, requested_at, expires_at,
             token_expires_at, null, null, null, null, null, epoch
        from password_reset
       where email = :email
      union all
      select 'recovery', 'recovery', null, null, id, null, expires_at, null, started_at, due_at,
             announced_at, cancel_digest is not null, token_digest is not null, epoch
        from recovery
       where user_id = :user
      """;

  /** Those that are there and those that were, and the ceremonies that wait for an answer. */
  private static final String PASSKEYS =
      """
      select id::text as record_key, 'passkey' as kind, id, name, aaguid as model,
             case when removed_at is null then transports end as transports, backup_eligible,
             backed_up, sign_count as signatures, added_at, used_at as last_used_at, removed_at,
             null::text as purpose, null::uuid as session_id, null::uuid as registration_id,
             null::timestamptz as expires_at
        from passkey
       where user_id = :user
      union all
      select 'ceremony ' || id, 'ceremony', id, null, null, null, null, null, null, null, null,
             null, purpose, session_id, registration_id, expires_at
        from passkey_ceremony
       where %s
      """
          .formatted(IS_HIS_CEREMONY);

  private static final String SESSIONS =
      """
      select id::text as record_key, id, login_at, methods as amr, assurance as acr,
             address as ip, user_agent, client_hints, created_at, last_used_at, generation as renewals,
             rotated_at as renewed_at, idle_expires_at, expires_at, ended_at
        from session
       where user_id = :user
      """;

  private static final String DEVICES =
      """
      select id::text as record_key, id, added_at as first_seen_at, seen_at as last_seen_at,
             address as ip, user_agent, client_hints
        from known_device
       where user_id = :user
      """;

  private static final String REGISTRATIONS =
      """
      select id::text as record_key, id, email, name, language,
             password_hash is not null as has_password, started_at, expires_at, asked_at, proven_at, completed_at, code_minted_at,
             code_expires_at, code_answers_left, code_used_at, continuation_expires_at
        from registration
       where email = :email
      """;

  private static final String COUNTERS =
      """
      select b.name || encode(b.subject, 'hex') as record_key, b.name, b.uses,
             b.over_at as forgotten_at, null::uuid as device_id, null::int as wrong_in_a_row,
             null::timestamptz as last_at
        from guess_budget b
        join unnest(:names::text[], :digests::bytea[]) as held (name, subject)
          on held.name = b.name and held.subject = b.subject
      union all
      select 'password' || device, 'password', null, null,
             nullif(device, '00000000-0000-0000-0000-000000000000'), wrong, last_at
        from password_guess
       where account = :user
      """;

  private static final String DELETION =
      """
      select user_id::text as record_key, requested_at, delete_at,
             undo_digest is not null as undo_mail_prepared
        from pending_deletion
       where user_id = :user
      """;

  private static final String NOTICES =
      """
      select id::text as record_key, id, lower(kind) as kind, happened_at, since, times,
             address as ip, user_agent, lower(state) as state, told_at, mailbox, expires_at,
             disavowed_at
        from notice
       where user_id = :user
      """;

  /**
   * The wish, those that it replaced, and what came of those before; each has facts that the other
   * has not.
   */
  private static final String ADDRESSES =
      """
      select 'address_change' as record_key, 'wanted' as kind, id, email, requested_at, expires_at,
             code_minted_at, code_expires_at, code_answers_left, code_used_at,
             null as taken, null::timestamptz as left_at, null::timestamptz as reserved_until,
             null::timestamptz as over_at, null::boolean as undo_mail_prepared, epoch
        from address_change
       where user_id = :user
      union all
      select id::text, 'left', id, email, null, null, null, null, null, null,
             taken, left_at, reserved_until, over_at, undo_digest is not null, null
        from left_address
       where user_id = :user
      union all
      select id::text, 'replaced', id, email, requested_at, expires_at, null, null, null, null,
             null, null, null, null, null, null
        from replaced_address_change
       where user_id = :user
      """;

  private static final String DELIVERIES =
      """
      select id as record_key, id, subscriber, state, due_at, failures, last_failure_at,
             parked_at, reason, convert_from(data, 'UTF8')::jsonb -> 'event' as event,
             convert_from(data, 'UTF8')::jsonb -> 'client' as client
        from (
          select task_instance as id, split_part(task_instance, ':', 2) as subscriber,
                 'waiting' as state, execution_time as due_at, consecutive_failures as failures,
                 last_failure as last_failure_at, null::timestamptz as parked_at,
                 null as reason, task_data as data
            from scheduled_tasks
           where task_name = 'deliver'
          union all
          select id, subscriber, 'parked', null, null, null, since, reason, data
            from parked_delivery) as delivery
       where
      """
          + IS_ABOUT;

  private static final String TRAIL =
      """
      select id::text as record_key, id, at, type, event, client_address as ip, user_agent,
             request_id
        from audit_event
       where subject = any(array_append(array(%s), :user))
      union all
      select id::text, id, at, type, event, client_address, user_agent, request_id
        from audit_event
       where event ->> 'user_id' = :userText and subject::text is distinct from event ->> 'user_id'
         and type <> 'registration.completed'
      """
          .formatted(ORIGIN);

  /** Keeps out whoever is about to sign in; finds nothing when the user is gone. */
  static final String LOCK =
      """
      select id from app_user where id = :user for update
      """;

  /**
   * In this order. Deliveries are recognised by registrations, and so go before them. Whoever
   * admits a newborn user holds his registration and then asks for the address: so registrations go
   * before the user, or each of us would wait for the other.
   */
  static final List<String> FORGET =
      List.of(
          "with mine as (select task_instance, task_data as data from scheduled_tasks"
              + " where task_name = 'deliver')"
              + " delete from scheduled_tasks where task_name = 'deliver' and task_instance = any("
              + "array(select task_instance from mine where "
              + IS_ABOUT
              + "))",
          "delete from parked_delivery where " + IS_ABOUT,
          "delete from passkey_ceremony where " + IS_HIS_CEREMONY,
          "delete from registration where email = :email",
          "delete from password_reset where email = :email",
          "delete from guess_budget b"
              + " using unnest(:names::text[], :digests::bytea[]) as held (name, subject)"
              + " where held.name = b.name and held.subject = b.subject",
          "delete from password_guess where account = :user",
          "delete from known_device where user_id = :user",
          "delete from passkey where user_id = :user",
          "delete from notice where user_id = :user",
          "delete from address_change where user_id = :user",
          "delete from replaced_address_change where user_id = :user",
          "delete from left_address where user_id = :user",
          "delete from recovery where user_id = :user",
          "delete from pending_deletion where user_id = :user",
          "delete from session where user_id = :user",
          "delete from password_credential where user_id = :user",
          "delete from app_user where id = :user");

  private PersonalTables() {}

  /** So many rows of a category, {@code :limit}, after the one whose key is {@code :after}. */
  static String page(Category category) {
    return """
    select * from (%s) as category
     where cast(:after as text) is null or record_key collate "C" > :after
     order by record_key collate "C"
     limit :limit
    """
        .formatted(select(category));
  }

  /** The rows of a category with their {@code record_key}; whatever else they have is a fact. */
  private static String select(Category category) {
    return switch (category) {
      case PROFILE -> PROFILE;
      case CREDENTIALS -> CREDENTIALS;
      case PASSKEYS -> PASSKEYS;
      case SESSIONS -> SESSIONS;
      case DEVICES -> DEVICES;
      case REGISTRATIONS -> REGISTRATIONS;
      case ATTEMPT_COUNTERS -> COUNTERS;
      case DELETION -> DELETION;
      case NOTICES -> NOTICES;
      case ADDRESSES -> ADDRESSES;
      case DELIVERIES -> DELIVERIES;
      case AUDIT_TRAIL -> TRAIL;
    };
  }
}
