package dev.latchkey.application.session;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.session.Sessions.Reproof;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts a new proof in the place of the one that a session was opened with. The last step of every
 * way of showing anew who one is, called inside its unit of work. The refresh token before is
 * spent, whoever has a copy of it.
 */
public final class ReplaceProof {

  /** What the row knows now, and the token for the client. */
  public record Replaced(Standing standing, RefreshToken token) {}

  /** The same session may be renewed at this very moment, and then the next look sees that. */
  private static final int LOOKS = 5;

  private final Sessions sessions;
  private final Outbox outbox;
  private final RefreshTokenMint mint;
  private final SessionPolicy policy;

  public ReplaceProof(StoragePorts storage, RefreshTokenMint mint, SessionPolicy policy) {
    this.sessions = storage.sessions();
    this.outbox = storage.outbox();
    this.mint = mint;
    this.policy = policy;
  }

  /** Empty when the session is over or the proof is no longer worth anything. */
  public Optional<Replaced> replace(
      SessionId session, Authentication proof, ClientContext client, Instant now) {
    for (var look = 0; look < LOOKS; look++) {
      var replaced = tryToReplace(session, proof);
      if (replaced.isPresent()) {
        outbox.append(new Reauthenticated(session, proof.user(), proof.methods(), now), client);
        return replaced;
      }
    }
    return Optional.empty();
  }

  private Optional<Replaced> tryToReplace(SessionId session, Authentication proof) {
    return sessions
        .find(session)
        .flatMap(
            seen -> {
              var generation = seen.session().chain().generation();
              var token = mint.fresh(session, Math.addExact(generation, 1));
              var reproof = new Reproof(session, generation, proof, token.key(), token.digest());
              return sessions
                  .reauthenticate(reproof, policy)
                  .map(standing -> new Replaced(standing, token));
            });
  }
}
