package dev.latchkey.domain.token;

import dev.latchkey.domain.kernel.KeyId;
import java.time.Instant;

/**
 * Signs access tokens, and reads back only those that it could have signed: a JWT with the one
 * algorithm and {@code typ} of ours (RFC 8725), our issuer and audience, all claims there, and a
 * key that we published. A header never chooses how it is verified.
 */
public interface AccessTokens {

  /** The signed token. Times are cut to whole seconds, as JWT has them. */
  String issue(AccessToken token);

  /**
   * What the presented text says, if it can be relied on at this instant. Dead at the instant of
   * expiry; a token issued up to 30 seconds ahead of {@code now} is taken. Never throws for input.
   */
  Verification verify(String presented, Instant now);

  /**
   * The public keys that verify our tokens, as a JSON Web Key Set (RFC 7517): announced, active and
   * retired ones. What another node changed is in it within a second or two.
   */
  String jwks();

  /** The answer to whether a token holds. */
  sealed interface Verification {
    /** It holds, and was signed with this key. */
    record Valid(AccessToken token, KeyId signedWith) implements Verification {}

    /** Forged, expired, somebody else's, or no token at all: alike on purpose. */
    record Invalid() implements Verification {}
  }
}
