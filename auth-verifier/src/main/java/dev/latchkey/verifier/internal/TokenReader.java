package dev.latchkey.verifier.internal;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.AccessTokens.Verification;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads access tokens: first the form, then the signature, then the claims (RFC 8725, RFC 9068).
 *
 * <p>A token is dead at the instant it expires; {@code iat} and {@code nbf} may be up to 30 seconds
 * ahead of our clock. {@code typ} is exactly {@code at+jwt}: we never write the longer form with
 * {@code application/}, so we do not read it. Nothing here logs a token or any part of one.
 */
public final class TokenReader {
  private final AccessTokenClaims claims;
  private final Function<KeyId, Optional<VerifyingKey>> keys;

  /**
   * @param keys the keys that are trusted; asked only for names that have the form of a name
   */
  public TokenReader(AccessTokenClaims claims, Function<KeyId, Optional<VerifyingKey>> keys) {
    this.claims = claims;
    this.keys = keys;
  }

  /** What the presented text says, if it holds at this instant. Never throws for input. */
  public Verification read(String presented, Instant now) {
    return CompactJws.parse(presented)
        .filter(this::isSigned)
        .<Verification>flatMap(jws -> told(jws, now).map(token -> valid(token, jws)))
        .orElseGet(Verification.Invalid::new);
  }

  private boolean isSigned(CompactJws jws) {
    return keys.apply(jws.key())
        .filter(key -> key.verifies(jws.signed(), jws.signature()))
        .isPresent();
  }

  private Optional<AccessToken> told(CompactJws jws, Instant now) {
    return claims.read(jws.claims(), now);
  }

  private static Verification valid(AccessToken token, CompactJws jws) {
    return new Verification.Valid(token, jws.key());
  }
}
