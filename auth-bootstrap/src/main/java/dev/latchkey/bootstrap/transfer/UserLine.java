package dev.latchkey.bootstrap.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.application.user.ImportUsers.Candidate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one user from one line: the names and types of its fields. What they mean is judged by
 * {@link dev.latchkey.application.user.ImportUsers}.
 */
final class UserLine {
  private static final String EMAIL = "email";
  private static final String NAME = "name";
  private static final String LANGUAGE = "language";
  private static final String CREATED_AT = "created_at";
  private static final String EMAIL_VERIFIED = "email_verified";
  private static final String DISABLED = "disabled";
  private static final String PASSWORD_HASH = "password_hash";
  private static final String KEYCLOAK = "keycloak_credential";
  private static final Set<String> FIELDS =
      Set.of(EMAIL, NAME, LANGUAGE, CREATED_AT, EMAIL_VERIFIED, DISABLED, PASSWORD_HASH, KEYCLOAK);

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

  private final Line.Text line;
  private final ObjectNode object;
  private final List<LineFault> faults = new ArrayList<>();

  private UserLine(Line.Text line, ObjectNode object) {
    this.line = line;
    this.object = object;
  }

  /** A user, or what is wrong. */
  sealed interface Parsed {
    record User(long line, Candidate candidate) implements Parsed {}

    record Wrong(LineFault fault) implements Parsed {}
  }

  static Parsed parse(Line.Text line) {
    return Json.object(line.text())
        .map(object -> new UserLine(line, object).read())
        .orElseGet(() -> new Parsed.Wrong(new LineFault(line.number(), "", "not one JSON object")));
  }

  private Parsed read() {
    object.fieldNames().forEachRemaining(this::requireKnown);
    var email = text(EMAIL);
    if (email == null) {
      fault(EMAIL, "is needed");
    }
    var hash = hash();
    var candidate =
        new Candidate(
            email == null ? "" : email,
            text(NAME),
            text(LANGUAGE),
            instant(),
            isTrue(EMAIL_VERIFIED),
            isTrue(DISABLED),
            hash == null ? "" : hash);
    return faults.isEmpty()
        ? new Parsed.User(line.number(), candidate)
        : new Parsed.Wrong(faults.get(0));
  }

  /** A name that could play tricks on a terminal is not repeated. */
  private void requireKnown(String name) {
    if (!FIELDS.contains(name)) {
      fault(PLAIN.matcher(name).matches() ? name : "a field", "is not known here");
    }
  }

  private @Nullable String hash() {
    if (isAbsent(PASSWORD_HASH) == isAbsent(KEYCLOAK)) {
      fault(PASSWORD_HASH, "exactly one of password_hash and keycloak_credential is needed");
      return null;
    }
    return isAbsent(KEYCLOAK) ? text(PASSWORD_HASH) : keycloak();
  }

  private @Nullable String keycloak() {
    Optional<String> hash = KeycloakCredential.hash(object.path(KEYCLOAK));
    if (hash.isEmpty()) {
      fault(KEYCLOAK, "not a password as Keycloak exports it");
    }
    return hash.orElse(null);
  }

  private boolean isAbsent(String field) {
    var value = object.path(field);
    return value.isMissingNode() || value.isNull();
  }

  private @Nullable String text(String field) {
    return isAbsent(field) ? null : typed(field, object.path(field).isTextual(), "a string");
  }

  private @Nullable String typed(String field, boolean isRight, String type) {
    if (!isRight) {
      fault(field, "must be " + type);
      return null;
    }
    return object.path(field).asText();
  }

  private boolean isTrue(String field) {
    JsonNode value = object.path(field);
    if (!isAbsent(field) && !value.isBoolean()) {
      fault(field, "must be true or false");
    }
    return value.asBoolean(false) && value.isBoolean();
  }

  private @Nullable Instant instant() {
    var text = text(CREATED_AT);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException notATime) {
      fault(CREATED_AT, "must be a time like 2026-11-21T09:30:00Z");
      return null;
    }
  }

  private void fault(String field, String reason) {
    faults.add(new LineFault(line.number(), field, reason));
  }
}
