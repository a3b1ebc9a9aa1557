package dev.latchkey.testkit.memory;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.testkit.time.CountingIds;
import java.time.InstantSource;
import java.util.List;

/**
 * A whole storage in memory, with real units of work: one at a time, and undone when it throws. It
 * keeps the same contracts as the adapter for a database, so that use-cases can be tested against
 * it in milliseconds. Everything is gone with the object.
 *
 * <p>Events wait until {@link #deliverAll} or a worker brings them to their subscribers; a delivery
 * that fails is tried three times in all, without pauses, and then parked.
 */
public final class InMemoryStorage {
  private final InMemoryState state = new InMemoryState();
  private final InMemoryDeliveries deliveries;
  private final StoragePorts ports;

  /**
   * @param time by which deliveries are parked
   * @param ids for events
   */
  public InMemoryStorage(InstantSource time, IdSource ids) {
    deliveries = new InMemoryDeliveries(state, time);
    ports =
        new StoragePorts(
            state::unit,
            new InMemoryOutbox(state, deliveries, ids),
            deliveries,
            new InMemoryAuditTrail(state),
            new InMemoryUsers(state),
            new InMemoryRegistrations(state),
            new InMemoryPasswordCredentials(state),
            new InMemoryPasswordResets(state),
            new InMemoryGuessBudgets(state),
            new InMemoryPasswordGuesses(state),
            new InMemoryKnownDevices(state),
            new InMemoryPasskeys(state),
            new InMemoryPendingCeremonies(state),
            new InMemorySessions(state),
            new InMemorySigningKeyStore(state),
            new InMemoryDeletions(state),
            new InMemoryNotices(state),
            new InMemoryAddressChanges(state),
            new InMemoryRecoveries(state),
            new InMemoryPersonalData(state));
  }

  /** With ids of its own that count up. */
  public InMemoryStorage(InstantSource time) {
    this(time, new CountingIds());
  }

  public StoragePorts ports() {
    return ports;
  }

  /** The same as among the ports. */
  public SigningKeyStore signingKeys() {
    return ports.signingKeys();
  }

  /** From now on events are staged for these subscribers, in place of those before. */
  public void connect(List<? extends EventSubscriber> subscribers) {
    deliveries.connect(List.copyOf(subscribers));
  }

  /**
   * Runs everything that is to be delivered, on the calling thread, until nothing is left but what
   * was parked; answers how many tries that took. What subscribers append is delivered too.
   */
  public int deliverAll() {
    if (state.isInUnit()) {
      throw new IllegalStateException("subscribers are called outside of units");
    }
    var tries = 0;
    while (deliveries.deliverNext(this)) {
      tries++;
    }
    return tries;
  }

  /** A worker that delivers on a thread of its own, from now until it is closed. */
  public InMemoryWorker startWorker() {
    return InMemoryWorker.started(deliveries);
  }
}
