package dev.latchkey.testkit.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.user.UserId;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Access tokens with nothing but the JDK: real ES256 under the keys that are stored at the very
 * moment. It reads back only what it writes, letter for letter.
 */
public final class TestAccessTokens implements AccessTokens {
  private static final int SKEW_SECONDS = 30;
  private static final int LONGEST = 8192;
  private static final String ES256 = "SHA256withECDSAinP1363Format";
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{\"alg\":\"ES256\",\"typ\":\"at\\+jwt\",\"kid\":\"([A-Za-z0-9_-]{1,64})\"\\}");
  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"iss\":\"([^\"]*)\",\"aud\":\"([^\"]*)\",\"sub\":\"([0-9a-f-]{36})\","
              + "\"sid\":\"([0-9a-f-]{36})\",\"jti\":\"([0-9a-f-]{36})\",\"iat\":([0-9]{1,12}),"
              + "\"nbf\":\\6,\"exp\":([0-9]{1,12}),\"auth_time\":([0-9]{1,12}),"
              + "\"amr\":\\[([\"a-z,]*)\\],\"acr\":\"([a-z0-9]*)\"\\}");

  private final TestSigningKeys keys;
  private final String issuer;
  private final String audience;

  /**
   * @param stored the keys as they are at the moment of asking, for instance {@code store::all}
   * @param box what their private halves are sealed with
   */
  public TestAccessTokens(
      Supplier<List<SigningKey>> stored, SecretBox box, String issuer, String audience) {
    this.keys = new TestSigningKeys(stored, box);
    this.issuer = issuer;
    this.audience = audience;
  }

  @Override
  public String issue(AccessToken token) {
    var key = keys.active();
    var text = encoded(header(key.id())) + "." + encoded(claims(token));
    try {
      var signature = Signature.getInstance(ES256);
      signature.initSign(keys.privateHalfOf(key));
      signature.update(text.getBytes(US_ASCII));
      return text + "." + encoded(signature.sign());
    } catch (GeneralSecurityException everyJdkHasEcdsa) {
      throw new AssertionError(everyJdkHasEcdsa);
    }
  }

  @Override
  public Verification verify(String presented, Instant now) {
    var parts = presented.split("\\.", -1);
    if (presented.length() > LONGEST || parts.length != 3) {
      return new Verification.Invalid();
    }
    return keyIn(parts[0])
        .filter(key -> isSigned(parts[0] + "." + parts[1], parts[2], key))
        .flatMap(key -> valid(parts[1], key, now))
        .<Verification>map(valid -> valid)
        .orElseGet(Verification.Invalid::new);
  }

  @Override
  public String jwks() {
    return keys.jwks();
  }

  private static String header(KeyId key) {
    return "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.value() + "\"}";
  }

  private static Optional<KeyId> keyIn(String part) {
    try {
      var bytes = Base64.getUrlDecoder().decode(part);
      var header = HEADER.matcher(new String(bytes, US_ASCII));
      return header.matches() && encoded(bytes).equals(part)
          ? Optional.of(new KeyId(header.group(1)))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private boolean isSigned(String text, String signature, KeyId key) {
    var known = keys.find(key);
    if (known.isEmpty()) {
      return false;
    }
    try {
      var verifier = Signature.getInstance(ES256);
      verifier.initVerify(known.get());
      verifier.update(text.getBytes(US_ASCII));
      var bytes = Base64.getUrlDecoder().decode(signature);
      return encoded(bytes).equals(signature) && verifier.verify(bytes);
    } catch (IllegalArgumentException | GeneralSecurityException noSignature) {
      return false;
    }
  }

  private Optional<Verification.Valid> valid(String claims, KeyId key, Instant now) {
    return readClaims(claims)
        .filter(token -> holds(token, now))
        .map(token -> new Verification.Valid(token, key));
  }

  private Optional<AccessToken> readClaims(String encoded) {
    var claims = FORM.matcher(new String(Base64.getUrlDecoder().decode(encoded), US_ASCII));
    return claims.matches() && claims.group(1).equals(issuer) && claims.group(2).equals(audience)
        ? Optional.of(token(claims))
        : Optional.empty();
  }

  private static AccessToken token(MatchResult claims) {
    return new AccessToken(
        UUID.fromString(claims.group(5)),
        new UserId(UUID.fromString(claims.group(3))),
        new SessionId(UUID.fromString(claims.group(4))),
        new AccessToken.Proof(
            time(claims.group(8)),
            methods(claims.group(9)),
            AssuranceLevel.of(claims.group(10)).orElseThrow()),
        time(claims.group(6)),
        time(claims.group(7)));
  }

  private static Set<AuthenticationMethod> methods(String references) {
    return Stream.of(references.replace("\"", "").split(",", -1))
        .map(reference -> AuthenticationMethod.of(reference).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Instant time(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  private static boolean holds(AccessToken token, Instant now) {
    return token.expiresAt().isAfter(now)
        && !token.issuedAt().isAfter(now.plusSeconds(SKEW_SECONDS));
  }

  private String claims(AccessToken token) {
    var issuedAt = token.issuedAt().getEpochSecond();
    var methods =
        token.proof().methods().stream()
            .sorted()
            .map(method -> '"' + method.reference() + '"')
            .collect(Collectors.joining(","));
    return ("{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"sid\":\"%s\",\"jti\":\"%s\",\"iat\":%d,"
            + "\"nbf\":%d,\"exp\":%d,\"auth_time\":%d,\"amr\":[%s],\"acr\":\"%s\"}")
        .formatted(
            issuer,
            audience,
            token.user().value(),
            token.session().value(),
            token.id(),
            issuedAt,
            issuedAt,
            token.expiresAt().getEpochSecond(),
            token.proof().at().getEpochSecond(),
            methods,
            token.proof().assurance().reference());
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(US_ASCII));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
