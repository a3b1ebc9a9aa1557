package dev.latchkey.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.memory.TestAccessTokens;
import dev.latchkey.testkit.memory.TestKeys;
import dev.latchkey.testkit.memory.TestSecretBox;
import dev.latchkey.testkit.memory.TestSigningKeyMint;
import dev.latchkey.testkit.time.SeededEntropy;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who issues access tokens and changes his keys, and can be made to sign anything. */
final class Issuer {
  static final String NAME = "https://auth.example.com";
  static final String AUDIENCE = "https://api.example.com";
  static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");

  private final SecretBox box = new TestSecretBox(TestKeys.of("box"), new SeededEntropy(1));
  private final List<SigningKey> keys = new CopyOnWriteArrayList<>();

  Issuer() {
    keys.add(newKey(State.ACTIVE));
  }

  private SigningKey newKey(State state) {
    return new TestSigningKeyMint(box).mint(NOW).in(state, NOW);
  }

  /** Publishes a key that does not sign yet. */
  void announce() {
    keys.add(newKey(State.ANNOUNCED));
  }

  /** The newest key signs from now on; the others stay published. */
  void promote() {
    keys.replaceAll(key -> key.in(State.RETIRED, NOW));
    keys.add(keys.removeLast().in(State.ACTIVE, NOW));
  }

  /** An emergency: a new key signs, and no other is published any more. */
  void revokeAll() {
    keys.replaceAll(key -> key.in(State.REVOKED, NOW));
    keys.add(newKey(State.ACTIVE));
  }

  KeyId active() {
    return keys.getLast().id();
  }

  String jwks() {
    return tokens(NAME, AUDIENCE).jwks();
  }

  String issue() {
    return tokens(NAME, AUDIENCE).issue(token());
  }

  String issueAt(Instant issuedAt) {
    return tokens(NAME, AUDIENCE).issue(tokenFrom(issuedAt));
  }

  String issueAs(String issuer, String audience) {
    return tokens(issuer, audience).issue(token());
  }

  private TestAccessTokens tokens(String issuer, String audience) {
    return new TestAccessTokens(() -> keys, box, issuer, audience);
  }

  /** Issued now, for 15 minutes. */
  static AccessToken token() {
    return tokenFrom(NOW);
  }

  private static AccessToken tokenFrom(Instant issuedAt) {
    return new AccessToken(
        NamedIds.of("token"),
        new UserId(NamedIds.of("user")),
        new SessionId(NamedIds.of("session")),
        new AccessToken.Proof(issuedAt, Set.of(AuthenticationMethod.PASSWORD), AssuranceLevel.AAL1),
        issuedAt,
        issuedAt.plus(Duration.ofMinutes(15)));
  }

  /** Any header and claims with a right signature. */
  String signed(String header, String claims) {
    var text = encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
    var key = keys.getLast();
    var plain = box.open("signing-key:" + key.id().value(), key.privateKey()).orElseThrow();
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(plain)));
      signature.update(text.getBytes(UTF_8));
      return text + "." + encoded(signature.sign());
    } catch (GeneralSecurityException everyJdkHasEcdsa) {
      throw new AssertionError(everyJdkHasEcdsa);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
