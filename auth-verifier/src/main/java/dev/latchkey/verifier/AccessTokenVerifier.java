package dev.latchkey.verifier;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.verifier.internal.AccessTokenClaims;
import dev.latchkey.verifier.internal.Cached;
import dev.latchkey.verifier.internal.TokenReader;
import dev.latchkey.verifier.internal.VerifyingKey;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Checks access tokens in a resource server, with the issuer's published keys alone (RFC 7517).
 *
 * <p>It is as strict as the issuer itself: ES256, {@code typ} {@code at+jwt}, exactly this issuer
 * and audience, every claim there, dead at the instant of expiry, at most 30 seconds from the
 * future; a header never chooses how it is verified, and never makes us fetch anything.
 *
 * <p>The keys are fetched when the first token comes, kept as long as the issuer says, and fetched
 * again by one thread at a time. A token with an unknown key causes a fetch too, so that a new key
 * is known at once, but however many such tokens come, one in a pause. While the issuer is away the
 * old keys serve on for a bounded time.
 *
 * <p><b>It does not see revocation.</b> A session that was ended, a user that was disabled: their
 * tokens hold here until they expire, 15 minutes at the most unless the issuer is set otherwise. A
 * key that was revoked is trusted until the keys are fetched next. What may not wait so long must
 * ask the issuer.
 *
 * <p>Make one and share it: it is safe for any number of threads.
 */
public final class AccessTokenVerifier implements AutoCloseable {
  private final TokenReader reader;
  private final InstantSource time;
  private final Runnable end;

  private AccessTokenVerifier(
      VerifierConfig config, HttpClient client, InstantSource time, Runnable end) {
    var endpoint = new JwksEndpoint(config, client);
    var keys = new Cached<Map<KeyId, VerifyingKey>>(endpoint, config.keeping().pause(), time);
    var claims = new AccessTokenClaims(config.issuer(), config.audience());
    this.reader =
        new TokenReader(claims, id -> keys.find(known -> Optional.ofNullable(known.get(id))));
    this.time = time;
    this.end = end;
  }

  /** With a connection of its own that follows no redirects. Fetches nothing yet. */
  public static AccessTokenVerifier open(VerifierConfig config) {
    var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.fetching().timeout())
            .build();
    return new AccessTokenVerifier(config, client, InstantSource.system(), client::shutdownNow);
  }

  /** With a client that somebody else set up and closes, and a clock. Fetches nothing yet. */
  public static AccessTokenVerifier over(
      VerifierConfig config, HttpClient client, InstantSource time) {
    return new AccessTokenVerifier(config, client, time, () -> {});
  }

  /**
   * What the presented text says, if it holds now. Never throws for input.
   *
   * @param presented what came after {@code Bearer }
   * @throws dev.latchkey.domain.kernel.InfrastructureException when the keys that are needed to
   *     tell cannot be fetched: that is an outage and no refusal, so answer 503 and not 401
   */
  public Verification verify(String presented) {
    return reader.read(presented, time.instant());
  }

  /** Breaks off a fetch that is under way. Closing twice is harmless. */
  @Override
  public void close() {
    end.run();
  }
}
