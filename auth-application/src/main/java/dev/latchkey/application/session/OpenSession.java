package dev.latchkey.application.session;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.device.DeviceEvent.NewDeviceUsed;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DevicePolicy;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Entropy;
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
  private final KnownDevices devices;
  private final Outbox outbox;
  private final RefreshTokenMint mint;
  private final IdSource ids;
  private final Entropy entropy;
  private final Rules rules;

  /** How long sessions and devices last, and how many there may be. */
  public record Rules(SessionPolicy sessions, DevicePolicy devices) {}

  public OpenSession(StoragePorts storage, CryptoPorts crypto, Rules rules) {
    this.sessions = storage.sessions();
    this.devices = storage.devices();
    this.outbox = storage.outbox();
    this.mint = crypto.refreshTokens();
    this.ids = crypto.ids();
    this.entropy = crypto.entropy();
    this.rules = rules;
  }

  /**
   * The session and its first refresh token; empty when the proof is no longer worth anything. Of a
   * device that was not known the user is told.
   *
   * @param device the one that was recognised; a stranger becomes known
   */
  public Optional<Opened> open(
      Authentication proof, ClientContext client, Optional<KnownDevice> device, Instant now) {
    return open(new Arrival(proof, client, device, true), now);
  }

  /**
   * The same where a device is no news: on the one where the account was made a moment ago, or
   * where the user was signed in all the time.
   */
  public Optional<Opened> openUntold(
      Authentication proof, ClientContext client, Optional<KnownDevice> device, Instant now) {
    return open(new Arrival(proof, client, device, false), now);
  }

  /** Who comes, from where, and whether a stranger among devices is told of. */
  private record Arrival(
      Authentication proof, ClientContext client, Optional<KnownDevice> device, boolean told) {
    UserId user() {
      return proof.user();
    }
  }

  private Optional<Opened> open(Arrival arrival, Instant now) {
    var proof = arrival.proof();
    var client = arrival.client();
    var id = new SessionId(ids.next());
    var token = mint.first(id);
    var chain = Session.RefreshChain.first(token.key(), token.digest());
    var session = Session.begin(id, proof, client, chain, rules.sessions(), now);
    return switch (sessions.open(session, proof.epoch())) {
      case Opening.Opened(var opened, var live) -> {
        outbox.append(new SessionOpened(id, proof.user(), proof.methods(), now), client);
        if (live > rules.sessions().limit()) {
          endOldest(proof.user(), client, now);
        }
        yield Optional.of(new Opened(opened, token, remembered(arrival, now)));
      }
      case Opening.Stale() -> Optional.empty();
    };
  }

  private void endOldest(UserId user, ClientContext client, Instant now) {
    for (var ended : sessions.endOldest(user, rules.sessions().limit(), now)) {
      outbox.append(new SessionEnded(ended, user, Reason.LIMIT, now), client);
    }
  }

  /** One that was forgotten a moment ago is a stranger again, and gets another token. */
  private DeviceToken remembered(Arrival arrival, Instant now) {
    return arrival
        .device()
        .filter(known -> devices.seen(arrival.user(), known.id(), arrival.client(), now))
        .orElseGet(() -> added(arrival, now))
        .token();
  }

  private KnownDevice added(Arrival arrival, Instant now) {
    var device = new KnownDevice(new DeviceId(ids.next()), DeviceToken.generate(entropy));
    devices.add(arrival.user(), device, arrival.client(), rules.devices().limit(), now);
    if (arrival.told()) {
      outbox.append(new NewDeviceUsed(arrival.user(), device.id(), now), arrival.client());
    }
    return device;
  }

  /** A session that is open, the token that renews it, and what its device is known by. */
  public record Opened(Session session, RefreshToken token, DeviceToken device) {

    /** The session with its user. */
    public Standing of(User user) {
      return new Standing(session, user);
    }
  }
}
