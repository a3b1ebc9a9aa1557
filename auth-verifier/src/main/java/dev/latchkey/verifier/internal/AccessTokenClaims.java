package dev.latchkey.verifier.internal;

import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.user.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The claims of an access token (RFC 9068, section 2.2), written and read back.
 *
 * <p>Reading is as narrow as writing: each claim must be there in the one form that we write. An
 * audience is one string, ids are UUIDs in lower case, times are whole seconds, and {@code nbf} is
 * {@code iat}.
 */
public final class AccessTokenClaims {
  /** How far another node's clock may be ahead of ours. Expiry knows no such mercy. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** The last second of the year 9999. */
  private static final long LATEST = 253_402_300_799L;

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final String issuer;
  private final String audience;

  /**
   * @param issuer the {@code iss}, letter for letter
   * @param audience the {@code aud}, letter for letter
   */
  public AccessTokenClaims(String issuer, String audience) {
    this.issuer = issuer;
    this.audience = audience;
  }

  /** The claims as they are signed. */
  public Map<String, Object> write(AccessToken token) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", issuer);
    claims.put("aud", audience);
    claims.put("sub", token.user().value().toString());
    claims.put("sid", token.session().value().toString());
    claims.put("iat", token.issuedAt().getEpochSecond());
    claims.put("nbf", token.issuedAt().getEpochSecond());
    claims.put("exp", token.expiresAt().getEpochSecond());
    claims.put("jti", token.id().toString());
    claims.put("auth_time", token.proof().at().getEpochSecond());
    claims.put("amr", references(token.proof().methods()));
    claims.put("acr", token.proof().assurance().reference());
    return claims;
  }

  private static List<String> references(Set<AuthenticationMethod> methods) {
    return methods.stream().sorted().map(AuthenticationMethod::reference).toList();
  }

  /** The token, if it is for us and holds at this instant. */
  Optional<AccessToken> read(Map<String, Object> claims, Instant now) {
    try {
      var token = token(new Reader(claims));
      return isOurs(claims) && holds(token, now) ? Optional.of(token) : Optional.empty();
    } catch (ParseException notOurs) {
      return Optional.empty();
    }
  }

  private static AccessToken token(Reader claims) throws ParseException {
    var issuedAt = claims.time("iat");
    if (!claims.time("nbf").equals(issuedAt)) {
      throw Reader.refusal("nbf");
    }
    return new AccessToken(
        claims.id("jti"),
        new UserId(claims.id("sub")),
        new SessionId(claims.id("sid")),
        proof(claims),
        issuedAt,
        claims.time("exp"));
  }

  private static AccessToken.Proof proof(Reader claims) throws ParseException {
    var methods = new LinkedHashSet<AuthenticationMethod>();
    for (var reference : claims.texts("amr")) {
      methods.add(known(AuthenticationMethod.of(reference), "amr"));
    }
    var assurance = known(AssuranceLevel.of(claims.text("acr")), "acr");
    return new AccessToken.Proof(claims.time("auth_time"), methods, assurance);
  }

  private static <T> T known(Optional<T> value, String name) throws ParseException {
    return value.orElseThrow(() -> Reader.refusal(name));
  }

  private boolean isOurs(Map<String, Object> claims) {
    return issuer.equals(claims.get("iss")) && audience.equals(claims.get("aud"));
  }

  private static boolean holds(AccessToken token, Instant now) {
    return token.expiresAt().isAfter(now)
        && token.expiresAt().isAfter(token.issuedAt())
        && !token.issuedAt().isAfter(now.plus(SKEW));
  }

  /** Takes claims out that have the form in which we write them. */
  private record Reader(Map<String, Object> claims) {

    String text(String name) throws ParseException {
      if (claims.get(name) instanceof String text) {
        return text;
      }
      throw refusal(name);
    }

    List<String> texts(String name) throws ParseException {
      if (claims.get(name) instanceof List<?> list && !list.isEmpty()) {
        var texts = list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
        if (texts.size() == list.size()) {
          return texts;
        }
      }
      throw refusal(name);
    }

    UUID id(String name) throws ParseException {
      var text = text(name);
      if (UUID_FORM.matcher(text).matches()) {
        return UUID.fromString(text);
      }
      throw refusal(name);
    }

    Instant time(String name) throws ParseException {
      if (claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= LATEST) {
        return Instant.ofEpochSecond(seconds);
      }
      throw refusal(name);
    }

    /** Says which claim, never what was in it. */
    static ParseException refusal(String name) {
      return new ParseException(name, 0);
    }
  }
}
