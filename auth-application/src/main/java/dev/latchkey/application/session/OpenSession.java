package dev.latchkey.application.session;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.SessionEvent.SessionEnded;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens a session for whoever brings proof of who he is. The last step of every way of signing in,
 * called inside its unit of work. When there is one session too many, the oldest ends.
 */
public final class OpenSession {
  private final Sessions sessions;
  private final Outbox outbox;
  private final RefreshTokenMint mint;
  private final IdSource ids;
  private final SessionPolicy policy;

  public OpenSession(
      Sessions sessions, Outbox outbox, RefreshTokenMint mint, IdSource ids, SessionPolicy policy) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.mint = mint;
    this.ids = ids;
    this.policy = policy;
  }

  /** The session and its first refresh token; empty when the proof is no longer worth anything. */
  public Optional<Opened> open(Authentication proof, ClientContext client, Instant now) {
    var id = new SessionId(ids.next());
    var token = mint.first(id);
    var chain = Session.RefreshChain.first(token.key(), token.digest());
    var session = Session.begin(id, proof, client, chain, policy, now);
    return switch (sessions.open(session, proof.epoch())) {
      case Opening.Opened(var opened, var live) -> {
        outbox.append(new SessionOpened(id, proof.user(), proof.methods(), now), client);
        if (live > policy.limit()) {
          endOldest(proof.user(), client, now);
        }
        yield Optional.of(new Opened(opened, token));
      }
      case Opening.Stale() -> Optional.empty();
    };
  }

  private void endOldest(UserId user, ClientContext client, Instant now) {
    for (var ended : sessions.endOldest(user, policy.limit(), now)) {
      outbox.append(new SessionEnded(ended, user, Reason.LIMIT, now), client);
    }
  }

  /** A session that is open, and the token that renews it. */
  public record Opened(Session session, RefreshToken token) {}
}
