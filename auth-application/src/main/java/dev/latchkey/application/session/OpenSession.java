package dev.latchkey.application.session;

import dev.latchkey.application.device.RememberDevice;
import dev.latchkey.application.device.RememberDevice.Visit;
import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
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
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens a session for whoever brings proof of who he is. The last step of every way of signing in,
 * called inside its unit of work. When there is one session too many, the oldest ends. The device
 * is known from now on.
 */
public final class OpenSession {
  private final Sessions sessions;
  private final Outbox outbox;
  private final RefreshTokenMint mint;
  private final IdSource ids;
  private final RememberDevice rememberDevice;
  private final SessionPolicy policy;

  public OpenSession(
      StoragePorts storage,
      CryptoPorts crypto,
      RememberDevice rememberDevice,
      SessionPolicy policy) {
    this.sessions = storage.sessions();
    this.outbox = storage.outbox();
    this.mint = crypto.refreshTokens();
    this.ids = crypto.ids();
    this.rememberDevice = rememberDevice;
    this.policy = policy;
  }

  /**
   * The session and its first refresh token; empty when the proof is no longer worth anything. Of a
   * device that was not known the user is told.
   *
   * @param device the one that was recognised; a stranger becomes known
   */
  public Optional<Opened> open(
      Authentication proof, ClientContext client, Optional<KnownDevice> device, Instant now) {
    return open(proof, new Visit(proof.user(), client, device, true), now);
  }

  /**
   * The same where a device is no news: on the one where the account was made a moment ago, or
   * where the user was signed in all the time.
   */
  public Optional<Opened> openUntold(
      Authentication proof, ClientContext client, Optional<KnownDevice> device, Instant now) {
    return open(proof, new Visit(proof.user(), client, device, false), now);
  }

  private Optional<Opened> open(Authentication proof, Visit visit, Instant now) {
    var client = visit.client();
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
        yield Optional.of(new Opened(opened, token, rememberDevice.remember(visit, now)));
      }
      case Opening.Stale() -> Optional.empty();
    };
  }

  private void endOldest(UserId user, ClientContext client, Instant now) {
    for (var ended : sessions.endOldest(user, policy.limit(), now)) {
      outbox.append(new SessionEnded(ended, user, Reason.LIMIT, now), client);
    }
  }

  /** A session that is open, the token that renews it, and what its device is known by. */
  public record Opened(Session session, RefreshToken token, DeviceToken device) {

    /** The session with its user. */
    public Standing of(User user) {
      return new Standing(session, user);
    }
  }
}
