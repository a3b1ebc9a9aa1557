package dev.latchkey.adapter.persistence.passkey;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PendingCeremonies;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Ceremonies in the table {@code passkey_ceremony}: taking one deletes its row, and of several who
 * delete the same row one does.
 */
public final class JdbiPendingCeremonies implements PendingCeremonies {
  private static final String SIGNING_UP = "signing_up";
  private static final String ADDING = "adding";
  private static final String ADDING_CONDITIONALLY = "adding_conditionally";
  private static final String SIGNING_IN = "signing_in";
  private static final String REAUTHENTICATING = "reauthenticating";

  private static final RowMapper<PendingCeremony> CEREMONY =
      (row, context) ->
          new PendingCeremony(
              new CeremonyId(Rows.uuid(row, "id")),
              new Challenge(SecretToken.of(row.getBytes("challenge"))),
              purpose(row),
              Rows.instant(row, "expires_at"));

  private final Database database;

  public JdbiPendingCeremonies(Database database) {
    this.database = database;
  }

  /** What a purpose is stored as. */
  private record Columns(
      String purpose, @Nullable UUID user, @Nullable UUID session, @Nullable UUID registration) {

    static Columns of(Purpose purpose) {
      return switch (purpose) {
        case Purpose.SigningUp(var registration, var user) ->
            new Columns(SIGNING_UP, user.value(), null, registration.value());
        case Purpose.Adding(var user, var session, var conditional) ->
            new Columns(
                conditional ? ADDING_CONDITIONALLY : ADDING, user.value(), session.value(), null);
        case Purpose.SigningIn(var user) ->
            new Columns(SIGNING_IN, user.map(UserId::value).orElse(null), null, null);
        case Purpose.Reauthenticating(var user, var session) ->
            new Columns(REAUTHENTICATING, user.value(), session.value(), null);
      };
    }
  }

  private static Purpose purpose(ResultSet row) throws SQLException {
    var purpose = row.getString("purpose");
    return switch (purpose) {
      case SIGNING_UP ->
          new Purpose.SigningUp(new RegistrationId(Rows.uuid(row, "registration_id")), user(row));
      case ADDING -> new Purpose.Adding(user(row), session(row), false);
      case ADDING_CONDITIONALLY -> new Purpose.Adding(user(row), session(row), true);
      case SIGNING_IN ->
          new Purpose.SigningIn(
              Optional.ofNullable(row.getObject("user_id", UUID.class)).map(UserId::new));
      case REAUTHENTICATING -> new Purpose.Reauthenticating(user(row), session(row));
      default -> throw new SQLException("a ceremony for what only a newer version knows");
    };
  }

  private static UserId user(ResultSet row) throws SQLException {
    return new UserId(Rows.uuid(row, "user_id"));
  }

  private static SessionId session(ResultSet row) throws SQLException {
    return new SessionId(Rows.uuid(row, "session_id"));
  }

  @Override
  public void add(PendingCeremony ceremony) {
    var columns = Columns.of(ceremony.purpose());
    database.call(
        "begin a ceremony",
        handle ->
            handle
                .createUpdate(
                    """
                    insert into passkey_ceremony (
                      id, challenge, purpose, user_id, session_id, registration_id, expires_at)
                    values (:id, :challenge, :purpose, :user, :session, :registration, :expiresAt)
                    """)
                .bind("id", ceremony.id().value())
                .bind("challenge", ceremony.challenge().bytes().revealBytes())
                .bind("purpose", columns.purpose())
                .bind("user", columns.user())
                .bind("session", columns.session())
                .bind("registration", columns.registration())
                .bind("expiresAt", ceremony.expiresAt())
                .execute());
  }

  @Override
  public Optional<PendingCeremony> take(CeremonyId id, Instant now) {
    return database.call(
        "take a ceremony",
        handle ->
            handle
                .createQuery(
                    """
                    delete from passkey_ceremony
                     where id = :id and expires_at > :now
                    returning id, challenge, purpose, user_id, session_id, registration_id,
                              expires_at
                    """)
                .bind("id", id.value())
                .bind("now", now)
                .map(CEREMONY)
                .findOne());
  }

  @Override
  public int purge(Instant expiredBefore) {
    return database.purge(
        "purge ceremonies",
        """
        delete from passkey_ceremony
         where ctid = any(array(
           select ctid from passkey_ceremony
            where expires_at < :before
            limit :batch
              for update skip locked))
        """,
        expiredBefore);
  }
}
