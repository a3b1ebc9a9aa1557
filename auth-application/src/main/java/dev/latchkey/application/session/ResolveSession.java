package dev.latchkey.application.session;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells who is asking: checks an access token, and that its session still stands.
 *
 * <p>The session is looked at on every request, so the next request after a logout, a revocation or
 * a disabled account is refused, whatever the token's own expiry says.
 */
public final class ResolveSession {

  /** Something that was presented as an access token. */
  public record Command(String presented) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** Who is asking, or that we do not know. */
  public sealed interface Outcome {
    record Resolved(Caller caller) implements Outcome {}

    /** Forged, expired, ended, disabled: alike on purpose. */
    record Refused() implements Outcome {}
  }

  /** Somebody signed in: the user, the session, and what the token itself says. */
  public record Caller(User user, Session session, AccessToken token) {}

  /** How exact "last used" is, so that not every request writes. */
  private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(5);

  private final AccessTokens accessTokens;
  private final Sessions sessions;
  private final InstantSource time;

  public ResolveSession(AccessTokens accessTokens, Sessions sessions, InstantSource time) {
    this.accessTokens = accessTokens;
    this.sessions = sessions;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return switch (accessTokens.verify(command.presented(), now)) {
      case Verification.Valid(var token, var key) -> standing(token, key, now);
      case Verification.Invalid() -> new Outcome.Refused();
    };
  }

  private Outcome standing(AccessToken token, KeyId signedWith, Instant now) {
    return sessions
        .check(token.session(), signedWith)
        .filter(standing -> standing.isGood(now) && belongsTo(standing, token))
        .<Outcome>map(
            standing -> {
              note(standing.session(), now);
              return new Outcome.Resolved(new Caller(standing.user(), standing.session(), token));
            })
        .orElseGet(Outcome.Refused::new);
  }

  private void note(Session session, Instant now) {
    var ifUsedBefore = now.minus(USE_IS_NOTED_EVERY);
    if (!session.lifetime().lastUsedAt().isAfter(ifUsedBefore)) {
      sessions.touch(session.id(), ifUsedBefore, now);
    }
  }

  private static boolean belongsTo(Standing standing, AccessToken token) {
    return standing.user().id().equals(token.user());
  }
}
