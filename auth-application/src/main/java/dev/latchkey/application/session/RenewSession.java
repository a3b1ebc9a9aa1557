package dev.latchkey.application.session;

import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionEvent.RefreshTokenReused;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.session.Sessions.PresentedToken;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Trades a refresh token for a new pair.
 *
 * <p>A token is good for one trade. When a spent one comes back after the grace, two parties hold
 * the session and we cannot tell which is the thief, so the session ends (RFC 9700, section
 * 4.14.2).
 */
public final class RenewSession {

  /** Something that was presented as a refresh token. */
  public record Command(String presented, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** A new pair, or none. */
  public sealed interface Outcome {
    record Renewed(Tokens tokens) implements Outcome {}

    /** Unknown, malformed, expired or ended: alike on purpose. */
    record Refused() implements Outcome {}

    /** To the client the same as {@link Refused}; to the audit trail an alarm. */
    record ReuseDetected() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Sessions sessions;
  private final Outbox outbox;
  private final RefreshTokenMint mint;
  private final TokenIssuer issuer;
  private final SessionPolicy policy;
  private final InstantSource time;

  public RenewSession(
      UnitOfWork unit,
      Sessions sessions,
      Outbox outbox,
      RefreshTokenMint mint,
      TokenIssuer issuer,
      SessionPolicy policy,
      InstantSource time) {
    this.unit = unit;
    this.sessions = sessions;
    this.outbox = outbox;
    this.mint = mint;
    this.issuer = issuer;
    this.policy = policy;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var presented = mint.read(command.presented());
    return presented.isEmpty()
        ? new Outcome.Refused()
        : renew(presented.get(), command.client(), time.instant());
  }

  private Outcome renew(RefreshToken presented, ClientContext client, Instant now) {
    var successor = mint.successorOf(presented);
    var token = new PresentedToken(presented.session(), presented.generation(), presented.digest());
    // Not a unit: the renewal is one statement, and commits as such.
    return switch (sessions.renew(token, successor.digest(), successor.key(), policy, now)) {
      case Renewal.Renewed(var standing) -> renewed(standing, successor, now);
      case Renewal.Repeated(var standing) -> renewed(standing, successor, now);
      case Renewal.Reused(var session) -> endReused(session, client, now);
      case Renewal.Refused() -> new Outcome.Refused();
    };
  }

  /** The label is the row's, so that a repetition after a change of keys reads the same. */
  private Outcome renewed(Standing standing, RefreshToken successor, Instant now) {
    var labelled = successor.under(standing.session().chain().key());
    return new Outcome.Renewed(issuer.issue(standing, labelled, now));
  }

  private Outcome endReused(Session session, ClientContext client, Instant now) {
    return unit.write(
        () -> {
          if (sessions.end(session.id(), session.user(), now)) {
            outbox.append(new RefreshTokenReused(session.id(), session.user(), now), client);
          }
          return new Outcome.ReuseDetected();
        });
  }
}
