package dev.latchkey.application.upkeep;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyEvent;
import dev.latchkey.domain.token.SigningKeyEvent.KeyActivated;
import dev.latchkey.domain.token.SigningKeyEvent.KeyAnnounced;
import dev.latchkey.domain.token.SigningKeyEvent.KeyRevoked;
import dev.latchkey.domain.token.SigningKeyMint;
import dev.latchkey.domain.token.SigningKeyPolicy;
import dev.latchkey.domain.token.SigningKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lets signing keys follow each other: a key is published first, signs when every verifier has it,
 * and stays published until the last token of it has run out. So nobody has to sign in again.
 *
 * <p>Each step is a guarded change, so any number of nodes may run this at once. Revoking is for
 * emergencies: what the key signed is refused from that moment on, and clients renew.
 */
public final class RotateSigningKeys {

  /** What became of a revocation. */
  public sealed interface Outcome {
    record Revoked() implements Outcome {}

    /** Unknown, or revoked already. */
    record Unchanged() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final SigningKeyStore keys;
  private final SigningKeyMint mint;
  private final Outbox outbox;
  private final SigningKeyPolicy policy;
  private final InstantSource time;

  public RotateSigningKeys(
      UnitOfWork unit,
      SigningKeyStore keys,
      SigningKeyMint mint,
      Outbox outbox,
      SigningKeyPolicy policy,
      InstantSource time) {
    this.unit = unit;
    this.keys = keys;
    this.mint = mint;
    this.outbox = outbox;
    this.policy = policy;
    this.time = time;
  }

  /** Every key, the newest first. */
  public List<SigningKey> list() {
    return keys.all();
  }

  /** The scheduled step: whatever is due of announcing, activating and forgetting. */
  public void run() {
    var now = time.instant();
    var known = keys.all();
    var announced = in(known, State.ANNOUNCED);
    if (announced.isPresent()) {
      announced.filter(key -> isOver(key, policy.announcedFor(), now)).ifPresent(this::activate);
    } else if (in(known, State.ACTIVE)
        .filter(key -> !isOver(key, beforeAnnouncement(), now))
        .isEmpty()) {
      announce();
    }
    keys.forget(now.minus(policy.retiredFor()));
  }

  /** Announces the next key now; the schedule activates it when every verifier has it. */
  public boolean rotate() {
    return announce();
  }

  /**
   * Revokes a key at once. When it was the active one, another signs from now on: the announced
   * one, or else a new one, which verifiers fetch when they first meet it.
   */
  public Outcome revoke(KeyId key) {
    var now = time.instant();
    var spare = mint.mint(now);
    return unit.write(
        () -> {
          if (!keys.revoke(key, now)) {
            return new Outcome.Unchanged();
          }
          append(new KeyRevoked(key, now));
          replaceActive(spare, now);
          return new Outcome.Revoked();
        });
  }

  private void replaceActive(SigningKey spare, Instant now) {
    var known = keys.all();
    if (in(known, State.ACTIVE).isPresent()) {
      return;
    }
    var announced = in(known, State.ANNOUNCED);
    if (announced.isPresent() && keys.promote(announced.get().id(), now)) {
      append(new KeyActivated(announced.get().id(), now));
    } else if (keys.addFirst(spare.in(State.ACTIVE, now))) {
      append(new KeyActivated(spare.id(), now));
    }
  }

  /** A key is announced so early that it can take over when the active one has signed its time. */
  private Duration beforeAnnouncement() {
    var signs = policy.lifetime().minus(policy.announcedFor());
    return signs.isPositive() ? signs : Duration.ZERO;
  }

  private boolean announce() {
    var now = time.instant();
    var next = mint.mint(now);
    return unit.write(
        () -> {
          var isNext = keys.announce(next);
          if (isNext) {
            append(new KeyAnnounced(next.id(), now));
          }
          return isNext;
        });
  }

  private void activate(SigningKey announced) {
    var now = time.instant();
    unit.write(
        () -> {
          var isActive = keys.promote(announced.id(), now);
          if (isActive) {
            append(new KeyActivated(announced.id(), now));
          }
          return isActive;
        });
  }

  private void append(SigningKeyEvent event) {
    outbox.append(event, ClientContext.none());
  }

  private static Optional<SigningKey> in(List<SigningKey> known, State state) {
    return known.stream().filter(key -> key.state() == state).findFirst();
  }

  private static boolean isOver(SigningKey key, Duration span, Instant now) {
    return !key.since().plus(span).isAfter(now);
  }
}
