package dev.latchkey.adapter.persistence.registration;

import dev.latchkey.adapter.persistence.Candidates;
import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.Registration.Lifetime;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Registrations in the table {@code registration}: one row is the attempt, its code and its
 * continuation, so that one guarded update decides over all three.
 */
public final class JdbiRegistrations implements Registrations {
  private static final RowMapper<Registration> REGISTRATION =
      (row, context) ->
          new Registration(
              new RegistrationId(Rows.uuid(row, "id")),
              EmailAddress.of(row.getString("email")),
              Optional.ofNullable(row.getString("name")).map(DisplayName::new).orElse(null),
              Rows.languageOrNull(row, "language"),
              Optional.ofNullable(row.getString("password_hash"))
                  .map(PasswordHash::new)
                  .orElse(null),
              new Lifetime(Rows.instant(row, "started_at"), Rows.instant(row, "expires_at")),
              Rows.instantOrNull(row, "proven_at"),
              Rows.instantOrNull(row, "completed_at"));

  private static final RowMapper<Redemption> REDEMPTION =
      (row, context) ->
          row.getBoolean("is_right")
              ? new Redemption.Proven(REGISTRATION.map(row, context))
              : new Redemption.Wrong();

  private static final String REDEEM =
      """
      with candidate as (
        select key, digest
          from unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
      )
      update registration
         set (code_answers_left, code_used_at, proven_at, completed_at,
              continuation_digest, continuation_expires_at) = (
               select case when is_right then code_answers_left
                           else code_answers_left - 1 end,
                      case when is_right then :now end,
                      case when is_right then :now else proven_at end,
                      case when is_right and password_hash is not null
                           then :now end,
                      case when is_right and password_hash is null
                           then :continuation else continuation_digest end,
                      case when is_right and password_hash is null
                           then :continuationExpiresAt
                           else continuation_expires_at end
                 from (select exists (
                         select from candidate
                          where key = code_key and digest = code_digest)
                       as is_right) as verdict)
       where id = :id and completed_at is null and expires_at > :now
         and code_expires_at > :now and code_used_at is null
         and code_answers_left > 0
      returning code_used_at is not null as is_right, id, email, name,
                language, password_hash, started_at, expires_at, proven_at, completed_at
      """;

  private static final String ADD =
      """
      insert into registration (id, email, name, language, password_hash, started_at,
                                expires_at, asked_at, proven_at, completed_at)
      values (:id, :email, :name, :language, :password, :startedAt,
              :expiresAt, :startedAt, :provenAt, :completedAt)
      """;

  private final Database database;

  public JdbiRegistrations(Database database) {
    this.database = database;
  }

  @Override
  public void add(Registration registration) {
    database.call(
        "add a registration",
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", registration.id().value())
                .bind("email", registration.email().value())
                .bind("name", nameOf(registration))
                .bind("language", languageOf(registration))
                .bind("password", passwordOf(registration))
                .bind("startedAt", registration.lifetime().startedAt())
                .bind("expiresAt", registration.lifetime().expiresAt())
                .bind("provenAt", registration.provenAt())
                .bind("completedAt", registration.completedAt())
                .execute());
  }

  @Override
  public Optional<Registration> find(RegistrationId id) {
    return database.call(
        "find a registration",
        handle ->
            handle
                .createQuery(
                    """
                    select id, email, name, language, password_hash, started_at, expires_at,
                           proven_at, completed_at
                      from registration
                     where id = :id
                    """)
                .bind("id", id.value())
                .map(REGISTRATION)
                .findOne());
  }

  @Override
  public boolean requestCode(RegistrationId id, Duration coolDown, Instant now) {
    return database.call(
            "request a code",
            handle ->
                handle
                    .createUpdate(
                        """
                        update registration
                           set asked_at = :now
                         where id = :id and completed_at is null and expires_at > :now
                           and asked_at <= :coolSince
                        """)
                    .bind("id", id.value())
                    .bind("now", now)
                    .bind("coolSince", now.minus(coolDown))
                    .execute())
        == 1;
  }

  @Override
  public boolean mint(RegistrationId id, NewCode code, Instant now) {
    return database.call(
            "mint a code",
            handle ->
                handle
                    .createUpdate(
                        """
                        update registration
                           set code_key = :key, code_digest = :digest, code_minted_at = :now,
                               code_expires_at = :expiresAt, code_answers_left = :answers,
                               code_used_at = null
                         where id = :id and completed_at is null and expires_at > :now
                        """)
                    .bind("id", id.value())
                    .bind("key", code.digest().key().value())
                    .bind("digest", code.digest().bytes())
                    .bind("expiresAt", code.expiresAt())
                    .bind("answers", code.wrongAnswers())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  /**
   * Under READ COMMITTED the second of two answers waits for the first, looks at the row anew, and
   * meets its guard or not; so the decision is made on what is there, and only once.
   *
   * <p>A wrong answer counts even if a caller whose transaction this has joined rolls it back.
   */
  @Override
  public Redemption redeem(
      RegistrationId id, List<CodeDigest> candidates, NewContinuation continuation, Instant now) {
    return database.settle(
        "redeem a code",
        handle ->
            Candidates.bind(handle.createQuery(REDEEM), candidates)
                .bind("id", id.value())
                .bind("continuation", continuation.digest().bytes())
                .bind("continuationExpiresAt", continuation.expiresAt())
                .bind("now", now)
                .map(REDEMPTION)
                .findOne()
                .orElseGet(Redemption.Dead::new),
        Redemption.Proven.class::isInstance);
  }

  @Override
  public Optional<Registration> findProven(
      RegistrationId id, SecretDigest continuation, Instant now) {
    return database.call(
        "find a proven registration",
        handle ->
            handle
                .createQuery(
                    """
                    select id, email, name, language, password_hash, started_at, expires_at,
                           proven_at, completed_at
                      from registration
                     where id = :id and completed_at is null and expires_at > :now
                       and proven_at is not null and continuation_digest = :continuation
                       and continuation_expires_at > :now
                    """)
                .bind("id", id.value())
                .bind("continuation", continuation.bytes())
                .bind("now", now)
                .map(REGISTRATION)
                .findOne());
  }

  @Override
  public Optional<Registration> complete(
      RegistrationId id, SecretDigest continuation, Instant now) {
    return database.call(
        "complete a registration",
        handle ->
            handle
                .createQuery(
                    """
                    update registration
                       set completed_at = :now
                     where id = :id and completed_at is null and expires_at > :now
                       and proven_at is not null and continuation_digest = :continuation
                       and continuation_expires_at > :now
                    returning id, email, name, language, password_hash, started_at, expires_at,
                              proven_at, completed_at
                    """)
                .bind("id", id.value())
                .bind("continuation", continuation.bytes())
                .bind("now", now)
                .map(REGISTRATION)
                .findOne());
  }

  @Override
  public int purge(Instant overBefore) {
    return database.purge(
        "purge registrations",
        """
        delete from registration
         where ctid = any(array(
           select ctid from registration
            where least(expires_at, completed_at) < :before
            limit :batch
              for update skip locked))
        """,
        overBefore);
  }

  private static @Nullable String nameOf(Registration registration) {
    var name = registration.name();
    return name == null ? null : name.value();
  }

  private static @Nullable String languageOf(Registration registration) {
    var language = registration.language();
    return language == null ? null : language.tag();
  }

  private static @Nullable String passwordOf(Registration registration) {
    var password = registration.password();
    return password == null ? null : password.phc();
  }
}
