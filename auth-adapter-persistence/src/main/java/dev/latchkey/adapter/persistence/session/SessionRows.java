package dev.latchkey.adapter.persistence.session;

import dev.latchkey.adapter.persistence.HintsJson;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.adapter.persistence.user.JdbiUsers;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Session.Lifetime;
import dev.latchkey.domain.session.Session.Login;
import dev.latchkey.domain.session.Session.RefreshChain;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** How a session lies in its row. */
final class SessionRows {

  /** A session alone. */
  static final RowMapper<Session> SESSION = (row, context) -> session(row);

  /** A session with its user beside it. */
  static final RowMapper<Standing> STANDING =
      (row, context) -> new Standing(session(row), JdbiUsers.USER.map(row, context));

  private SessionRows() {}

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        new SessionId(Rows.uuid(row, "id")),
        new UserId(Rows.uuid(row, "user_id")),
        login(row),
        chain(row),
        lifetime(row));
  }

  private static Login login(ResultSet row) throws SQLException {
    return new Login(
        Rows.instant(row, "login_at"),
        Rows.texts(row, "methods").stream()
            .map(reference -> AuthenticationMethod.of(reference).orElseThrow())
            .collect(Collectors.toUnmodifiableSet()),
        AssuranceLevel.of(row.getString("assurance")).orElseThrow(),
        row.getString("address"),
        row.getString("user_agent"),
        HintsJson.read(row.getString("client_hints")));
  }

  private static RefreshChain chain(ResultSet row) throws SQLException {
    return new RefreshChain(
        row.getInt("generation"),
        new KeyId(row.getString("rotation_key")),
        new SecretDigest(row.getBytes("current_digest")),
        Optional.ofNullable(row.getBytes("previous_digest")).map(SecretDigest::new).orElse(null),
        Rows.instantOrNull(row, "rotated_at"));
  }

  private static Lifetime lifetime(ResultSet row) throws SQLException {
    return new Lifetime(
        Rows.instant(row, "created_at"),
        Rows.instant(row, "last_used_at"),
        Rows.instant(row, "idle_expires_at"),
        Rows.instant(row, "expires_at"),
        Rows.instantOrNull(row, "ended_at"));
  }

  /** The references of the methods, which are an array in the row. */
  static List<String> methods(Login login) {
    return login.methods().stream().map(AuthenticationMethod::reference).toList();
  }

  /** Parameters by name, null where there is nothing; all but the methods. */
  static Map<String, @Nullable Object> login(Login login) {
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("loginAt", login.at());
    parameters.put("assurance", login.assurance().reference());
    parameters.put("address", login.address());
    parameters.put("userAgent", login.userAgent());
    parameters.put("hints", HintsJson.write(login.hints()));
    return parameters;
  }

  /** Parameters by name, null where there is nothing. */
  static Map<String, @Nullable Object> chain(RefreshChain chain) {
    var previous = chain.previous();
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("generation", chain.generation());
    parameters.put("key", chain.key().value());
    parameters.put("current", chain.current().bytes());
    parameters.put("previous", previous == null ? null : previous.bytes());
    parameters.put("rotatedAt", chain.rotatedAt());
    return parameters;
  }

  /** Parameters by name, null where there is nothing. */
  static Map<String, @Nullable Object> lifetime(Lifetime lifetime) {
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("createdAt", lifetime.createdAt());
    parameters.put("lastUsedAt", lifetime.lastUsedAt());
    parameters.put("idleExpiresAt", lifetime.idleExpiresAt());
    parameters.put("expiresAt", lifetime.expiresAt());
    parameters.put("endedAt", lifetime.endedAt());
    return parameters;
  }
}
