package dev.latchkey.domain.session;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody signed in somewhere. Carries its one live refresh token's digest, so it is one row. */
public record Session(
    SessionId id, UserId user, Login login, RefreshChain chain, Lifetime lifetime) {

  /** A session as it begins. */
  public static Session begin(
      SessionId id,
      Authentication proof,
      ClientContext client,
      RefreshChain chain,
      SessionPolicy policy,
      Instant now) {
    var login =
        new Login(
            proof.at(),
            proof.methods(),
            AssuranceLevel.reachedBy(proof.methods()),
            client.address(),
            client.userAgent(),
            client.hints());
    return new Session(id, proof.user(), login, chain, Lifetime.from(now, policy));
  }

  /** Not ended, and neither limit reached. A session is dead at the very instant it expires. */
  public boolean isAlive(Instant now) {
    return lifetime.endedAt() == null && lifetime.limit().isAfter(now);
  }

  /** The proof that this session was opened with, as old as it is. */
  public Authentication proof(User.Epoch epoch) {
    return new Authentication(user, epoch, login.methods(), login.at());
  }

  /** How the session came about. */
  public record Login(
      Instant at,
      Set<AuthenticationMethod> methods,
      AssuranceLevel assurance,
      @Nullable String address,
      @Nullable String userAgent,
      ClientHints hints) {
    public Login {
      methods = Set.copyOf(methods);
    }

    /** From a client that said nothing beside its agent. */
    public Login(
        Instant at,
        Set<AuthenticationMethod> methods,
        AssuranceLevel assurance,
        @Nullable String address,
        @Nullable String userAgent) {
      this(at, methods, assurance, address, userAgent, ClientHints.none());
    }

    /** Where it came from; the id of the request is not kept. */
    public ClientContext client() {
      return new ClientContext(address, userAgent, null, hints);
    }
  }

  /**
   * The refresh tokens of the session, of which only the newest is live.
   *
   * @param generation of the live token; the first is 0
   * @param key the rotation key that the live token is labelled with
   * @param current digest of the live token's secret
   * @param previous digest of the one before; null in the first generation
   * @param rotatedAt when the live token replaced the one before
   */
  public record RefreshChain(
      int generation,
      KeyId key,
      SecretDigest current,
      @Nullable SecretDigest previous,
      @Nullable Instant rotatedAt) {

    public static RefreshChain first(KeyId key, SecretDigest current) {
      return new RefreshChain(0, key, current, null, null);
    }

    public RefreshChain succeededBy(SecretDigest successor, KeyId key, Instant now) {
      return new RefreshChain(generation + 1, key, successor, current, now);
    }
  }

  /** When the session began, was last used, and ends at the latest. */
  public record Lifetime(
      Instant createdAt,
      Instant lastUsedAt,
      Instant idleExpiresAt,
      Instant expiresAt,
      @Nullable Instant endedAt) {

    static Lifetime from(Instant now, SessionPolicy policy) {
      return new Lifetime(now, now, now.plus(policy.idle()), now.plus(policy.absolute()), null);
    }

    /** The earlier of the two limits. */
    public Instant limit() {
      return idleExpiresAt.isBefore(expiresAt) ? idleExpiresAt : expiresAt;
    }

    public Lifetime usedAt(Instant now, SessionPolicy policy) {
      return new Lifetime(createdAt, now, now.plus(policy.idle()), expiresAt, endedAt);
    }

    public Lifetime ended(Instant now) {
      return new Lifetime(createdAt, lastUsedAt, idleExpiresAt, expiresAt, now);
    }
  }
}
