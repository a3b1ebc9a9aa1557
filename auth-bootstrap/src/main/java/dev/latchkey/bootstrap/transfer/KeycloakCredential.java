package dev.latchkey.bootstrap.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;

/**
 * A password as Keycloak exports it: an entry of {@code credentials}, whose {@code credentialData}
 * and {@code secretData} are JSON in a string. Written anew as a PHC string, without any change of
 * what is hashed.
 */
final class KeycloakCredential {
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

  private KeycloakCredential() {}

  /** Empty when it is not the form of any algorithm of Keycloak. Bounds are checked elsewhere. */
  static Optional<String> hash(JsonNode credential) {
    var data = inner(credential.path("credentialData"));
    var secret = inner(credential.path("secretData"));
    if (data.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    var salt = base64(secret.get().path("salt"));
    var digest = base64(secret.get().path("value"));
    return salt.isEmpty() || digest.isEmpty()
        ? Optional.empty()
        : parameters(data.get()).map(start -> start + "$" + salt.get() + "$" + digest.get());
  }

  private static Optional<ObjectNode> inner(JsonNode node) {
    return node instanceof ObjectNode object ? Optional.of(object) : Json.object(node.asText());
  }

  private static Optional<String> parameters(ObjectNode data) {
    var iterations = data.path("hashIterations").asInt(0);
    var more = data.path("additionalParameters");
    return switch (data.path("algorithm").asText()) {
      case "pbkdf2" -> Optional.of("$pbkdf2-sha1$i=" + iterations);
      case "pbkdf2-sha256" -> Optional.of("$pbkdf2-sha256$i=" + iterations);
      case "pbkdf2-sha512" -> Optional.of("$pbkdf2-sha512$i=" + iterations);
      case "argon2" -> Optional.of(argon2(iterations, more));
      default -> Optional.empty();
    };
  }

  private static String argon2(int iterations, JsonNode more) {
    return "$argon2%s$v=%s$m=%d,t=%d,p=%d"
        .formatted(
            first(more, "type").replaceAll("[^di]", "?"),
            first(more, "version").equals("1.0") ? "16" : "19",
            number(more, "memory"),
            iterations,
            number(more, "parallelism"));
  }

  /** Each parameter is a list of one string. */
  private static String first(JsonNode more, String name) {
    var value = more.path(name);
    return value.isArray() ? value.path(0).asText() : value.asText();
  }

  private static int number(JsonNode more, String name) {
    var text = first(more, name);
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static Optional<String> base64(JsonNode node) {
    try {
      return Optional.of(BASE64.encodeToString(Base64.getDecoder().decode(node.asText())));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
