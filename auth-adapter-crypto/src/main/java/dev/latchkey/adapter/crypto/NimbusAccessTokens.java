package dev.latchkey.adapter.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import dev.latchkey.adapter.crypto.CryptoConfig.Tokens;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.verifier.internal.AccessTokenClaims;
import dev.latchkey.verifier.internal.TokenReader;
import java.time.Instant;

/**
 * ES256 access tokens (RFC 7518, section 3.4; RFC 9068) by nimbus-jose-jwt. Signatures are 64 bytes
 * (RFC 7515, appendix A.3). What is taken for a token is what {@link TokenReader} takes.
 */
public final class NimbusAccessTokens implements AccessTokens {
  private final SigningKeys keys;
  private final AccessTokenClaims claims;
  private final TokenReader reader;

  NimbusAccessTokens(Tokens settings, SigningKeys keys) {
    this.keys = keys;
    this.claims = new AccessTokenClaims(settings.issuer().toString(), settings.audience());
    this.reader = new TokenReader(claims, id -> keys.find(id).map(SigningKeyPair::verifier));
  }

  @Override
  public String issue(AccessToken token) {
    var key = keys.active();
    var jws = new JWSObject(key.header(), new Payload(claims.write(token)));
    try {
      jws.sign(key.signer());
    } catch (JOSEException unusable) {
      throw new IllegalStateException(
          "the signing key " + key.id().value() + " does not sign", unusable);
    }
    return jws.serialize();
  }

  @Override
  public Verification verify(String presented, Instant now) {
    return reader.read(presented, now);
  }

  @Override
  public String jwks() {
    return keys.jwks();
  }
}
