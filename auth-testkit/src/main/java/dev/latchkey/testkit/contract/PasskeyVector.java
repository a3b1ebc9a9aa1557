package dev.latchkey.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A test vector of the standard: a passkey that was made and shown, by {@code example.org}. */
record PasskeyVector(String name, List<String> parts) {
  private static final String FILE = "webauthn-3-vectors.tsv";

  static PasskeyVector named(String name) {
    return all().stream().filter(vector -> vector.name.equals(name)).findFirst().orElseThrow();
  }

  private static List<PasskeyVector> all() {
    try (var file = Objects.requireNonNull(PasskeyVector.class.getResourceAsStream(FILE))) {
      return new String(file.readAllBytes(), US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .map(parts -> new PasskeyVector(parts.getFirst(), parts.subList(1, parts.size())))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private byte[] bytes(int part) {
    return HexFormat.of().parseHex(parts.get(part));
  }

  private String text(int part) {
    return Base64Url.write(bytes(part));
  }

  Challenge creationChallenge() {
    return new Challenge(SecretToken.of(bytes(0)));
  }

  CredentialId id() {
    return new CredentialId(bytes(1));
  }

  UUID aaguid() {
    return UUID.fromString(
        parts.get(2).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }

  Challenge showingChallenge() {
    return new Challenge(SecretToken.of(bytes(5)));
  }

  String creation() {
    return answer(
        Json.members().with("clientDataJSON", text(3)).with("attestationObject", text(4)));
  }

  String showing() {
    return answer(
        Json.members()
            .with("authenticatorData", text(6))
            .with("clientDataJSON", text(7))
            .with("signature", text(8)));
  }

  private String answer(Json.Members response) {
    return Json.members()
        .with("id", text(1))
        .with("rawId", text(1))
        .with("type", "public-key")
        .with("clientExtensionResults", Json.members())
        .with("response", response)
        .toString();
  }
}
